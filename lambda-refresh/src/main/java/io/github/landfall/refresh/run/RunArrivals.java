package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Delivery.Totals;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.ProgressSnapshot.Backlog;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.run.RunStep;
import io.github.landfall.contract.transfer.TransferRecords;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs have to do with arrivals: collects what came, and counts it while a run is open.
 *
 * <p>The caller holds the lease on the partner.
 */
final class RunArrivals {

  /** The alarm of a transfer comes within some minutes after its first object. */
  private static final Duration ALARM_BY_THEN = Duration.ofMinutes(10);

  /** How many runs and sweeps the list of runs has: some months of them. */
  static final int MAX_LISTED = 400;

  private final RunStore store;
  private final Transfers transfers;
  private final Arrivals arrivals;
  private final RunLog log;
  private final Duration deadline;
  private final AddingUp adding;

  RunArrivals(
      RunStore store,
      Transfers transfers,
      TransferRecords records,
      Arrivals arrivals,
      RunLog log,
      Duration deadline) {
    this.store = store;
    this.transfers = transfers;
    this.arrivals = arrivals;
    this.log = log;
    this.deadline = deadline;
    this.adding = new AddingUp(records);
  }

  /**
   * Whether a sweep is due: something arrived, and no transfer can have brought it.
   *
   * <p>What has just arrived may be the first of a transfer whose alarm is still to come.
   */
  boolean sweepDue(WatchedTransfer transfer, Instant now) {
    if (!settled(transfer.partner()) || transfers.observe(transfer) instanceof TransferState.Busy) {
      return false;
    }
    Instant first = arrivals.waiting(transfer.partner()).first();
    return first != null && first.isBefore(now.minus(ALARM_BY_THEN));
  }

  /** The run with how far it is now; the run as it was if that can't be told. */
  Run takeProgress(Step.TakeProgress step, Run run, WatchedTransfer transfer, Instant now) {
    try {
      TransferState state = transfers.observe(transfer);
      settled(run.partner());
      Run looked = run.withProgress(snapshot(step.day(), run, state, now));
      return store.save(looked);
    } catch (RuntimeException e) {
      // It is looked at again with the next event; the run's end does not depend on it.
      log.failed(run, RunStep.PROGRESS, e);
      return run;
    }
  }

  private ProgressSnapshot snapshot(int day, Run run, TransferState state, Instant now) {
    int waiting = state instanceof TransferState.Busy busy ? busy.waiting() : 0;
    boolean finding = state instanceof TransferState.Busy busy && busy.finderRunning();
    Arrivals.Waiting came = arrivals.waiting(run.partner());
    List<Run> days = store.sweepsSince(run.partner(), run.start());
    Totals onDrive = totals(days.stream().filter(collected -> collected.onDrive().isPresent()));
    Totals all = totals(days.stream()).plus(new Totals(came.objects(), came.bytes()));
    Instant last =
        Stream.concat(
                Stream.of(run.start(), Objects.requireNonNullElse(came.last(), run.start())),
                days.stream().flatMap(RunArrivals::last))
            .max(Instant::compareTo)
            .orElseThrow();
    Backlog listed =
        run.progress()
            .map(ProgressSnapshot::listed)
            .orElse(finding || waiting == 0 ? null : new Backlog(now, waiting));
    return new ProgressSnapshot(
        day,
        now,
        all.objects(),
        all.bytes(),
        waiting,
        finding,
        onDrive.objects(),
        onDrive.bytes(),
        days.stream()
            .filter(sweep -> !sweep.start().isBefore(begin(run, day)))
            .findFirst()
            .map(sweep -> done(sweep, now))
            .orElse(came.parts() == 0),
        last,
        listed);
  }

  /**
   * Whether what has arrived by now is to be collected, though the run goes on: once a day, so that
   * people can use it.
   */
  boolean dayDue(Run run, Instant now) {
    int day = Math.toIntExact(Duration.between(run.start(), now).toDays());
    return day > 0
        && store.sweepsSince(run.partner(), begin(run, day)).isEmpty()
        && settled(run.partner())
        && arrivals.waiting(run.partner()).parts() > 0;
  }

  private static Instant begin(Run run, int day) {
    return run.start().plus(Duration.ofDays(day));
  }

  /** Whether nothing more can be expected of a sweep. */
  private boolean done(Run sweep, Instant now) {
    return sweep.delivery().isPresent()
        && (sweep.onDrive().isPresent()
            || sweep.refreshes().filter(Refreshes::noShare).isPresent()
            || !now.isBefore(sweep.end().plus(deadline)));
  }

  private static Stream<Instant> last(Run sweep) {
    return sweep.delivery().map(Delivery::last).stream();
  }

  private static Totals totals(Stream<Run> sweeps) {
    return deliveries(sweeps).map(Delivery::all).reduce(new Totals(0, 0), Totals::plus);
  }

  private static Stream<Delivery> deliveries(Stream<Run> sweeps) {
    return sweeps.flatMap(sweep -> sweep.delivery().stream());
  }

  /**
   * The run with what arrived; the run as it was if that can't be collected yet.
   *
   * <p>All that the transfer brought must be in parts before.
   */
  Run collect(Run run, Instant now) {
    try {
      Optional<String> notYet = notYet(run);
      if (notYet.isPresent()) {
        log.later(run, RunStep.COLLECT, notYet.get());
        return run;
      }
    } catch (RuntimeException e) {
      log.failed(run, RunStep.COLLECT, e);
      return run;
    }
    // A collection that dies, of too much memory or time, shall not be tried without end.
    Run begun =
        store.save(
            run.withStep(
                run.steps().inProgress().isEmpty()
                    ? RunStep.COLLECT.text()
                    : Step.CollectArrivals.AGAIN));
    Delivery delivery;
    try {
      List<Run> others = store.recent(begun.partner(), MAX_LISTED);
      List<Delivery> days =
          deliveries(others.stream().filter(other -> dayOf(begun, other)))
              .filter(day -> day.objects() > 0)
              .toList();
      delivery =
          arrivals.collect(
              begun,
              begun.failed().named(),
              others,
              own -> addedUp(begun, own.withBefore(days), others));
    } catch (RuntimeException e) {
      log.failed(begun, RunStep.COLLECT, e);
      return store.save(begun.withoutStep());
    }
    Run collected = store.save(begun.withDelivery(delivery, now));
    log.done(
        collected,
        RunStep.COLLECT,
        "%d objects in %d folders".formatted(delivery.objects(), delivery.folders()));
    if (collected.unaccounted() > 0) {
      log.error(
          collected,
          RunStep.ADD_UP,
          "%d objects were queued, and neither came nor failed".formatted(collected.unaccounted()));
    }
    settleNowOrLater(collected);
    if (collected.sweep()) {
      cameLater(collected.partner(), delivery);
    }
    return collected;
  }

  /** What can't be added up holds up nobody. */
  private Delivery addedUp(Run run, Delivery own, List<Run> others) {
    try {
      return adding.of(run, own, others);
    } catch (RuntimeException e) {
      log.failed(run, RunStep.ADD_UP, e);
      return own;
    }
  }

  /** What a sweep finds may be what the run before it had not seen arrive. */
  private void cameLater(String partner, Delivery came) {
    store
        .latest(partner)
        .filter(run -> run.unaccounted() > 0)
        .ifPresent(
            run ->
                store.save(
                    run.withUnaccounted(
                        Math.max(0, run.unaccounted() - came.objects() - came.folderMarks()))));
  }

  /** Whether a sweep collected what a day of a long run had brought. */
  static boolean dayOf(Run run, Run other) {
    return !run.sweep() && other.sweep() && !other.start().isBefore(run.start());
  }

  /** Why what arrived can't be collected yet; empty if it can. */
  private Optional<String> notYet(Run run) {
    int unread = run.sweep() ? 0 : arrivals.unread(run.partner());
    if (unread > 0) {
      return Optional.of(unread + " messages of arrivals are not in parts yet");
    }
    return settled(run.partner(), run.id())
        ? Optional.empty()
        : Optional.of("an earlier run's collection was broken off and comes first");
  }

  /** The run is recorded: what can't be settled now is settled before the next collection. */
  private void settleNowOrLater(Run run) {
    try {
      settle(run);
    } catch (RuntimeException e) {
      log.failed(run, RunStep.SETTLE, e);
    }
  }

  /**
   * Settles what a run has left that died after it was recorded with its delivery.
   *
   * @param but runs whose parts may stay taken
   * @return whether no other run's parts are left
   */
  private boolean settled(String partner, RunId... but) {
    Optional<RunId> taken = arrivals.taken(partner).filter(run -> !List.of(but).contains(run));
    if (taken.isEmpty()) {
      return true;
    }
    Optional<Run> run = store.find(taken.get()).filter(found -> found.delivery().isPresent());
    run.ifPresent(this::settle);
    return run.isPresent();
  }

  /** What was not collected is for another run. */
  private void settle(Run run) {
    if (run.delivery().orElseThrow().known() == Delivery.Known.NOTHING) {
      arrivals.release(run, store.recent(run.partner(), MAX_LISTED));
    } else {
      arrivals.forget(run.id());
    }
  }

  /** The run without a count of what arrived. */
  Run giveUp(Run run, Instant now) {
    Run uncounted = store.save(run.withDelivery(Delivery.uncounted(run.failed().named()), now));
    log.unexpected(
        uncounted,
        RunStep.COLLECT,
        "given up; the whole folder is refreshed, and what arrived is for a sweep");
    settleNowOrLater(uncounted);
    return uncounted;
  }
}
