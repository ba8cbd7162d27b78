package io.github.landfall.refresh;

import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.Due;
import io.github.landfall.refresh.event.RunEvent.FinderStopped;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import io.github.landfall.refresh.run.Completions;
import io.github.landfall.refresh.run.Finders;
import io.github.landfall.refresh.run.Leases;
import io.github.landfall.refresh.run.Leases.Lease;
import io.github.landfall.refresh.run.RunAssignment;
import io.github.landfall.refresh.run.RunProgress;
import io.github.landfall.refresh.run.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings each event to its run, one event of a partner at a time, and takes the run on. */
final class RunEvents {

  /** Whoever holds the lease is done within seconds. */
  private static final Duration WHILE_LEASED = Duration.ofSeconds(5);

  private final RunStore store;
  private final Leases leases;
  private final Completions completions;
  private final Finders finders;
  private final RunProgress progress;
  private final JsonLog log;
  private final InstantSource clock;

  RunEvents(
      RunStore store,
      Leases leases,
      Completions completions,
      Finders finders,
      RunProgress progress,
      JsonLog log,
      InstantSource clock) {
    this.store = store;
    this.leases = leases;
    this.completions = completions;
    this.finders = finders;
    this.progress = progress;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Handles one event.
   *
   * @param event the event
   * @param atMost how long handling can take at most: the lease ends then
   * @return how long to wait before the event is to be handled again; empty when it is done with
   */
  Optional<Duration> handle(RunEvent event, Duration atMost) {
    if (event instanceof AlarmChange change) {
      return leased(
          change.transfer().partner(),
          atMost,
          () -> progress.advance(assigned(change), change.transfer()));
    }
    if (event instanceof Sweep sweep) {
      return leased(
          sweep.transfer().partner(),
          atMost,
          () -> {
            sweep.due().ifPresent(due -> watch(sweep, due));
            return swept(sweep, sweep.transfer());
          });
    }
    if (event instanceof FinderStopped stopped) {
      return leased(stopped.transfer().partner(), atMost, () -> listed(stopped));
    }
    return refreshed((RefreshComplete) event, atMost);
  }

  /**
   * A finder leaves at once, and well, while the queue is still busy with what an earlier one
   * found: then it has listed nothing, and what is known of that earlier one stays.
   */
  private Optional<Duration> listed(FinderStopped stopped) {
    String partner = stopped.transfer().partner();
    FinderEnd end = stopped.end();
    if (!end.complete()) {
      log.finderFailed(partner, end);
    } else if (store.latest(partner).filter(run -> busy(run, end.started())).isPresent()) {
      log.info(
          "the finder of %s that began at %s found the transfer busy and listed nothing"
              .formatted(partner, end.started()));
      return Optional.empty();
    }
    finders.ended(partner, end);
    return Optional.empty();
  }

  private static boolean busy(Run run, Instant time) {
    return run.start().isBefore(time)
        && (run.phase() instanceof Phase.Busy
            || (run.phase() instanceof Phase.Quiet quiet && quiet.since().isAfter(time)));
  }

  /** Each time that a transfer was due is looked at once; what was due before the first is not. */
  private void watch(Sweep sweep, Due due) {
    String partner = sweep.transfer().partner();
    Optional<Instant> watched = finders.watchedUntil(partner);
    Instant last = due.last(sweep.at());
    if (watched.isEmpty()) {
      finders.watched(partner, sweep.at());
    } else if (last.isAfter(watched.get())) {
      if (!began(sweep.transfer(), last)) {
        log.late(partner, last);
      }
      finders.watched(partner, last);
    }
  }

  /** Whether a finder ended since a time, or the transfer was or is busy since. */
  private boolean began(WatchedTransfer transfer, Instant due) {
    return finders.last(transfer.partner()).filter(end -> end.stopped().isAfter(due)).isPresent()
        || store
            .latest(transfer.partner())
            .filter(run -> run.ended().isEmpty() || run.end().isAfter(due))
            .isPresent()
        || progress.busy(transfer);
  }

  private Run assigned(AlarmChange change) {
    String partner = change.transfer().partner();
    Optional<Run> before = store.latestUntil(partner, change.alarmedAt());
    Run run = RunAssignment.of(change, before, store.latest(partner));
    return before.filter(run::equals).isPresent() ? run : store.save(run);
  }

  /**
   * What has arrived belongs to the run that is open, if one is: then the sweep only sees to it
   * that people hear of a long run. The run's own events bring it to its end.
   */
  private Optional<Duration> swept(Sweep sweep, WatchedTransfer transfer) {
    String partner = transfer.partner();
    Optional<Run> open = store.latest(partner).filter(run -> run.delivery().isEmpty());
    if (open.isPresent()) {
      if (open.get().phase() instanceof Phase.Busy) {
        progress.advance(open.get().withTransfer(transfer), transfer);
      }
      return Optional.empty();
    }
    Optional<Run> before = store.find(new RunId(partner, sweep.at(), true));
    if (before.isPresent()) {
      return progress.advance(before.get().withTransfer(transfer), transfer);
    }
    return progress.sweepDue(transfer)
        ? progress.advance(
            store.save(Run.swept(partner, sweep.at()).withTransfer(transfer)), transfer)
        : Optional.empty();
  }

  private Optional<Duration> refreshed(RefreshComplete event, Duration atMost) {
    Optional<RunId> name =
        completions.complete(event.notificationId(), event.completedAt(), clock.instant());
    if (name.isEmpty()) {
      log.info(
          "refresh %s is complete; its run is not known yet, or somebody else started it"
              .formatted(event.notificationId()));
      return Optional.empty();
    }
    return leased(name.get().partner(), atMost, () -> completed(event, recorded(name.get())));
  }

  /** The completion is recorded: a run that can't go on now finds it with the next event. */
  private Optional<Duration> completed(RefreshComplete event, Run run) {
    if (run.transfer().isEmpty()) {
      log.info(
          "refresh %s is complete; its run of %s at %s does not name its transfer yet and goes on with the partner's next alarm event"
              .formatted(event.notificationId(), run.partner(), run.start()));
      return Optional.empty();
    }
    return progress.advance(run, run.transfer().get());
  }

  private Run recorded(RunId name) {
    return store
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the runs table has lost the run " + name));
  }

  private Optional<Duration> leased(
      String partner, Duration atMost, Supplier<Optional<Duration>> work) {
    Instant now = clock.instant();
    Optional<Lease> lease = leases.lease(partner, now, atMost);
    if (lease.isEmpty()) {
      return Optional.of(WHILE_LEASED);
    }
    try {
      return work.get();
    } finally {
      leases.release(lease.get());
    }
  }
}
