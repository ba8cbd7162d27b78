package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What runs have to do with single refreshes: starts them, and sees that they are complete.
 *
 * <p>The caller holds the lease on the partner.
 */
final class RunRefreshes {

  /** A gateway is not asked more often. */
  static final Duration BETWEEN_CALLS = Duration.ofMinutes(1);

  /**
   * A refresh whose completion is lost holds up other runs no longer than this. One that really
   * takes longer is not harmed: a gateway takes two at a time, and refuses a third.
   */
  private static final Duration MAX_RESERVED = Duration.ofHours(1);

  private final RunStore store;
  private final Completions completions;
  private final Reservations reservations;
  private final Gateways gateways;
  private final RunLog log;

  RunRefreshes(
      RunStore store,
      Completions completions,
      Reservations reservations,
      Gateways gateways,
      RunLog log) {
    this.store = store;
    this.completions = completions;
    this.reservations = reservations;
    this.gateways = gateways;
    this.log = log;
  }

  Run start(int index, Run run, Instant now) {
    FolderRefresh refresh = refresh(index, run);
    if (!reservations.reserve(refresh.gateway(), run.id(), now, BETWEEN_CALLS, MAX_RESERVED)) {
      log.later(run, RunStep.REFRESH, "the gateway is reserved or was called just now: " + refresh);
      return run;
    }
    Run begun = store.save(run.withStep(RunStep.REFRESH.text() + " " + index));
    Gateways.Outcome outcome = outcome(refresh, begun);
    if (outcome instanceof Gateways.Outcome.Started started) {
      Run going =
          store.save(begun.withRefresh(index, refresh.startedAt(now, started.notificationId())));
      completions.bind(started.notificationId(), run.id(), now);
      log.done(going, RunStep.REFRESH, "started: " + refresh(index, going));
      return going;
    }
    reservations.free(refresh.gateway(), run.id());
    if (outcome instanceof Gateways.Outcome.Refused refusal) {
      Run refused = store.save(begun.withRefresh(index, refresh.refused(refusal.reason())));
      log.unexpected(refused, RunStep.REFRESH, "refused: " + refresh(index, refused));
      return refused;
    }
    String reason = ((Gateways.Outcome.NotNow) outcome).reason();
    Run putOff = store.save(begun.withRefresh(index, refresh.putOff(reason)));
    log.later(putOff, RunStep.REFRESH, "not now: " + refresh(index, putOff));
    return putOff;
  }

  /** One gateway's failure must not hold up the others. */
  private Gateways.Outcome outcome(FolderRefresh refresh, Run run) {
    try {
      return gateways.refresh(refresh.share(), refresh.call());
    } catch (RuntimeException e) {
      log.failed(run, RunStep.REFRESH, e);
      return new Gateways.Outcome.NotNow(e.toString());
    }
  }

  Run lookForCompletion(int index, Run run) {
    FolderRefresh refresh = refresh(index, run);
    Optional<Instant> completed = completions.completedAt(refresh.notificationId());
    if (completed.isEmpty()) {
      return run;
    }
    reservations.free(refresh.gateway(), run.id());
    Run done = store.save(run.withRefresh(index, refresh.completedAt(completed.get())));
    log.done(done, RunStep.REFRESH_COMPLETE, refresh(index, done).toString());
    return done;
  }

  private static FolderRefresh refresh(int index, Run run) {
    return run.refreshes().orElseThrow().all().get(index);
  }
}
