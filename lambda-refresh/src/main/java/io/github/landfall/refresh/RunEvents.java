package io.github.landfall.refresh;

import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.FinderStopped;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import io.github.landfall.refresh.run.Completions;
import io.github.landfall.refresh.run.Leases;
import io.github.landfall.refresh.run.Leases.Lease;
import io.github.landfall.refresh.run.NightWatch;
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
  private final NightWatch nights;
  private final RunProgress progress;
  private final JsonLog log;
  private final InstantSource clock;

  RunEvents(
      RunStore store,
      Leases leases,
      Completions completions,
      NightWatch nights,
      RunProgress progress,
      JsonLog log,
      InstantSource clock) {
    this.store = store;
    this.leases = leases;
    this.completions = completions;
    this.nights = nights;
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
            Optional<Duration> wait = swept(sweep, sweep.transfer());
            nights.look(sweep.transfer(), sweep.due());
            return wait;
          });
    }
    if (event instanceof FinderStopped stopped) {
      return leased(stopped.transfer().partner(), atMost, () -> ended(stopped));
    }
    return refreshed((RefreshComplete) event, atMost);
  }

  private Optional<Duration> ended(FinderStopped stopped) {
    nights.ended(stopped.transfer().partner(), stopped.end());
    return Optional.empty();
  }

  private Run assigned(AlarmChange change) {
    String partner = change.transfer().partner();
    Optional<Run> before = store.latestUntil(partner, change.alarmedAt());
    Run run = RunAssignment.of(change, before, store.latest(partner));
    return before.filter(run::equals).isPresent() ? run : store.save(run);
  }

  /**
   * What has arrived belongs to the run that is open, if one is: then the sweep only sees to it
   * that people hear of a long run, and have on the drive what each day brought. The run's own
   * events bring it to its end.
   */
  private Optional<Duration> swept(Sweep sweep, WatchedTransfer transfer) {
    RunId name = new RunId(transfer.partner(), sweep.at(), true);
    Optional<Run> open = open(transfer.partner());
    Optional<Run> own = store.find(name);
    if (own.isEmpty()
        && (open.isPresent() ? progress.dayDue(open.get()) : progress.sweepDue(transfer))) {
      own = Optional.of(store.save(Run.swept(name.partner(), name.start())));
    }
    Optional<Duration> wait =
        own.flatMap(run -> progress.advance(run.withTransfer(transfer), transfer));
    open.ifPresent(run -> tellOf(run, transfer));
    return wait;
  }

  private Optional<Run> open(String partner) {
    return store.latest(partner).filter(run -> run.delivery().isEmpty());
  }

  private void tellOf(Run open, WatchedTransfer transfer) {
    if (open.phase() instanceof Phase.Busy) {
      progress.advance(open.withTransfer(transfer), transfer);
    }
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
    WatchedTransfer transfer = run.transfer().get();
    Optional<Duration> wait = progress.advance(run, transfer);
    if (run.sweep()) {
      open(run.partner()).ifPresent(open -> tellOf(open, transfer));
    }
    return wait;
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
