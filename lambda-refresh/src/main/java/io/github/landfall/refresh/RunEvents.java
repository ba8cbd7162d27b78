package io.github.landfall.refresh;

import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import io.github.landfall.refresh.event.UnrecognizedEventException;
import io.github.landfall.refresh.run.Run;
import io.github.landfall.refresh.run.RunAssignment;
import io.github.landfall.refresh.run.RunProgress;
import io.github.landfall.refresh.run.RunStore;
import io.github.landfall.refresh.run.RunStore.Lease;
import io.github.landfall.refresh.run.RunStore.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings each event to its run, one event of a partner at a time, and takes the run on. */
final class RunEvents {

  /** Whoever holds the lease is done within seconds. */
  private static final Duration WHILE_LEASED = Duration.ofSeconds(5);

  private final FunctionSettings settings;
  private final RunStore store;
  private final RunProgress progress;
  private final JsonLog log;
  private final InstantSource clock;

  RunEvents(
      FunctionSettings settings,
      RunStore store,
      RunProgress progress,
      JsonLog log,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
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
   * @throws UnrecognizedEventException if the event is of an alarm or a partner that is not watched
   */
  Optional<Duration> handle(RunEvent event, Duration atMost) throws UnrecognizedEventException {
    if (event instanceof AlarmChange change) {
      WatchedTransfer transfer =
          settings
              .byAlarm(change.alarm())
              .orElseThrow(
                  () ->
                      new UnrecognizedEventException(
                          "alarm '%s' is not watched; expected one of %s"
                              .formatted(
                                  change.alarm(),
                                  settings.transfers().stream()
                                      .map(WatchedTransfer::alarm)
                                      .toList())));
      return leased(
          transfer, atMost, () -> progress.advance(assigned(transfer.partner(), change), transfer));
    }
    if (event instanceof Sweep sweep) {
      WatchedTransfer transfer =
          settings
              .byPartner(sweep.partner())
              .orElseThrow(
                  () ->
                      new UnrecognizedEventException(
                          "partner '%s' is not configured; expected one of %s"
                              .formatted(
                                  sweep.partner(),
                                  settings.transfers().stream()
                                      .map(WatchedTransfer::partner)
                                      .toList())));
      return leased(transfer, atMost, () -> swept(sweep, transfer));
    }
    return refreshed((RefreshComplete) event, atMost);
  }

  private Run assigned(String partner, AlarmChange change) {
    Optional<Run> before = store.latestUntil(partner, change.alarmedAt());
    Run run = RunAssignment.of(partner, change, before, store.latest(partner));
    return before.filter(run::equals).isPresent() ? run : store.save(run);
  }

  /**
   * What has arrived belongs to the run that is open, if one is: then the sweep only sees to it
   * that people hear of a long run. The run's own events bring it to its end.
   */
  private Optional<Duration> swept(Sweep sweep, WatchedTransfer transfer) {
    Optional<Run> open = store.latest(sweep.partner()).filter(run -> run.delivery() == null);
    if (open.isPresent()) {
      if (open.get().quiet() == null) {
        progress.advance(open.get(), transfer);
      }
      return Optional.empty();
    }
    Optional<Run> before = store.find(new RunId(sweep.partner(), sweep.at(), true));
    if (before.isPresent()) {
      return progress.advance(before.get(), transfer);
    }
    return progress.sweepDue(transfer)
        ? progress.advance(store.save(Run.swept(sweep.partner(), sweep.at())), transfer)
        : Optional.empty();
  }

  private Optional<Duration> refreshed(RefreshComplete event, Duration atMost) {
    Optional<RunId> name =
        store.complete(event.notificationId(), event.completedAt(), clock.instant());
    if (name.isEmpty()) {
      log.info(
          "refresh %s is complete; its run is not known yet, or somebody else started it"
              .formatted(event.notificationId()));
      return Optional.empty();
    }
    Optional<WatchedTransfer> transfer = settings.byPartner(name.get().partner());
    if (transfer.isEmpty()) {
      log.info(
          "refresh %s is complete; its partner %s is not configured any more"
              .formatted(event.notificationId(), name.get().partner()));
      return Optional.empty();
    }
    return leased(
        transfer.get(), atMost, () -> progress.advance(recorded(name.get()), transfer.get()));
  }

  private Run recorded(RunId name) {
    return store
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the runs table has lost the run " + name));
  }

  private Optional<Duration> leased(
      WatchedTransfer transfer, Duration atMost, Supplier<Optional<Duration>> work) {
    Instant now = clock.instant();
    Optional<Lease> lease = store.lease(transfer.partner(), now, atMost);
    if (lease.isEmpty()) {
      return Optional.of(WHILE_LEASED);
    }
    try {
      return work.get();
    } finally {
      store.release(lease.get());
    }
  }
}
