package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Instant;
import java.util.List;

/**
 * Knows which file shares missed what an earlier run brought, because its refreshes were given up.
 *
 * <p>What changed in such a run is not on those drives, and no later run would refresh it by
 * itself. So the next run renews the partner's whole folder there.
 */
final class MissedRefreshes {

  private final List<Run> latestFirst;
  private final Instant givenUp;
  private final Instant unfinished;

  /**
   * @param latestFirst the partner's runs and sweeps, the latest first
   * @param givenUp refreshes are given up of what ended before this time
   * @param unfinished sweeps from this time on have missed what they have not refreshed yet
   */
  MissedRefreshes(List<Run> latestFirst, Instant givenUp, Instant unfinished) {
    this.latestFirst = latestFirst;
    this.givenUp = givenUp;
    this.unfinished = unfinished;
  }

  /** Whether a share has missed something that no whole refresh has made up for since. */
  boolean of(FileShare share) {
    for (Run run : latestFirst) {
      Refreshes refreshes = run.refreshes().orElse(Refreshes.NONE);
      List<FolderRefresh> own =
          refreshes.all().stream().filter(refresh -> refresh.share().equals(share.arn())).toList();
      boolean open = own.stream().anyMatch(refresh -> refresh.completed() == null);
      if (!own.isEmpty()
          && !open
          && own.stream().anyMatch(refresh -> whole(refresh, share, run.partner()))) {
        return false;
      }
      boolean unread =
          refreshes.unreadGateways().contains(share.gateway())
              || refreshes.unreadGateways().contains(Refreshes.ALL_GATEWAYS);
      boolean late = run.sweep() && !run.start().isBefore(unfinished);
      if ((open || unread) && (late || run.end().isBefore(givenUp))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a refresh renews all that the share shows of the partner. */
  private static boolean whole(FolderRefresh refresh, FileShare share, String partner) {
    List<String> folders = refresh.call().folders();
    return refresh.call().recursive()
        && (folders.contains(RefreshPlan.ROOT)
            || (share.prefix().isEmpty() && folders.contains(partner)));
  }
}
