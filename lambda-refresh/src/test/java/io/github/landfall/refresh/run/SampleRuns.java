package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.refresh.share.FileShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs to try, each some steps further. */
public final class SampleRuns {

  private SampleRuns() {}

  /** The run, busy again since a later ALARM. */
  static Run busy(Run run, Instant alarmedAt) {
    return run.withPhase(new Phase.Busy(alarmedAt));
  }

  /** The run, quiet after its last ALARM. */
  static Run quiet(Run run, Instant since) {
    return run.withPhase(new Phase.Quiet(run.phase().lastAlarm(), since));
  }

  /** The run, its end confirmed. */
  public static Run ended(Run run, Instant at, int failedObjects) {
    return run.withPhase(
        new Phase.Ended(
            run.phase().lastAlarm(),
            at,
            new FailedObjects(failedObjects, List.of()),
            Optional.empty()));
  }

  /** The run, with the refreshes that further shares need. */
  static Run planned(Run run, Map<FileShare, List<RefreshCall>> plans, List<String> unread) {
    return run.withRefreshes(
        run.refreshes().orElse(Refreshes.NONE).plus(RunShares.refreshes(plans), unread));
  }
}
