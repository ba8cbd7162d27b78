package io.github.landfall.refresh.run;

import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.FolderTree;
import io.github.landfall.refresh.share.PlanLimits;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What runs have to do with file shares: looks them up, plans their refreshes, and mends the plan
 * where a share is gone or refuses it.
 *
 * <p>The caller holds the lease on the partner.
 */
final class RunShares {

  private static final String STEP = "find-shares";

  private final RunStore store;
  private final Arrivals arrivals;
  private final Gateways gateways;
  private final RunLog log;
  private final Duration deadline;
  private final String bucket;

  RunShares(
      RunStore store,
      Arrivals arrivals,
      Gateways gateways,
      RunLog log,
      Duration deadline,
      String bucket) {
    this.store = store;
    this.arrivals = arrivals;
    this.gateways = gateways;
    this.log = log;
    this.deadline = deadline;
    this.bucket = bucket;
  }

  /**
   * The run with the shares that there are, and their refreshes.
   *
   * <p>What keeps the shares unknown must not keep people from hearing that the transfer ended.
   */
  Run find(Run run, Instant now) {
    Run kept = run;
    Map<FileShare, RefreshPlan> plans = Map.of();
    List<String> unread;
    try {
      Gateways.Lookup lookup = gateways.shares();
      plans = plans(run, lookup.shares(), now);
      unread = unread(run, lookup);
      kept = instead(withoutGone(run, lookup));
    } catch (RuntimeException e) {
      log.failed(run, STEP, e);
      unread = known(run) ? List.of() : List.of(MissedRefreshes.ALL);
    }
    Run found = kept.withPlans(plans, unread);
    if (found.equals(run)) {
      return run;
    }
    found = store.save(found);
    if (!plans.isEmpty()) {
      log.planned(found, RefreshCost.of(plans.values()));
    }
    if (unread.isEmpty()) {
      log.done(found, STEP, found.sharesOrNone().size() + " file shares show the partner's folder");
    } else {
      log.later(found, STEP, "gateways that do not answer: " + unread);
    }
    return found;
  }

  /** Whether all shares were looked up before, so that looking again may only find changes. */
  private static boolean known(Run run) {
    return run.refreshes() != null && run.unreadGateways().isEmpty();
  }

  /**
   * The gateways that hold the run open. One whose shares were planned before is none of them: what
   * it lacks are the events of its refreshes.
   */
  private static List<String> unread(Run run, Gateways.Lookup lookup) {
    Set<String> planned =
        run.refreshesOrNone().stream().map(FolderRefresh::gateway).collect(Collectors.toSet());
    return lookup.unread().stream()
        .filter(gateway -> !planned.contains(gateway) || run.unreadGateways().contains(gateway))
        .toList();
  }

  /** Plans the refreshes of the shares that show the partner's folder and have no plan yet. */
  private Map<FileShare, RefreshPlan> plans(Run run, List<FileShare> shares, Instant now) {
    List<String> known = run.sharesOrNone().stream().map(PartnerShare::arn).toList();
    Map<FileShare, RefreshPlan> plans = new LinkedHashMap<>();
    for (FileShare share : shares) {
      RefreshPlan whole = RefreshPlan.whole(share, bucket, run.partner());
      if (!known.contains(share.arn()) && !whole.calls().isEmpty()) {
        plans.put(share, whole);
      }
    }
    if (run.delivery().known() == Delivery.Known.EACH_OBJECT && !plans.isEmpty()) {
      FolderTree folders = arrivals.folders(run.name());
      MissedRefreshes missed =
          new MissedRefreshes(
              store.recent(run.partner(), RunArrivals.MAX_LISTED), now.minus(deadline));
      PlanLimits limits =
          PlanLimits.among(
              plans.size(), run.refreshesOrNone().stream().map(FolderRefresh::call).toList());
      plans.replaceAll(
          (share, whole) ->
              missed.of(share)
                  ? RefreshPlan.whole(share, bucket, run.partner(), folders)
                  : RefreshPlan.of(share, bucket, run.partner(), folders, limits));
    }
    return plans;
  }

  private Run withoutGone(Run run, Gateways.Lookup lookup) {
    Set<String> there = lookup.shares().stream().map(FileShare::arn).collect(Collectors.toSet());
    List<String> gone =
        run.sharesOrNone().stream()
            .map(PartnerShare::arn)
            .filter(share -> !there.contains(share))
            .filter(share -> !mayBeUnread(share, run, lookup.unread()))
            .toList();
    if (gone.isEmpty()) {
      return run;
    }
    for (FolderRefresh refresh : run.refreshes()) {
      if (gone.contains(refresh.share()) && refresh.completed() == null) {
        log.unexpected(run, STEP, "dropped, as its share is not listed any more: " + refresh);
      }
      if (gone.contains(refresh.share()) && refresh.running()) {
        // Its completion would free the gateway, and never comes.
        store.free(refresh.gateway(), run.name());
      }
    }
    return run.withoutShares(gone);
  }

  /** Whether a share may be among those that a gateway lists and can't describe now. */
  private static boolean mayBeUnread(String share, Run run, List<String> unread) {
    List<String> serving =
        run.refreshes().stream()
            .filter(refresh -> refresh.share().equals(share))
            .map(FolderRefresh::gateway)
            .toList();
    return serving.isEmpty() ? !unread.isEmpty() : serving.stream().anyMatch(unread::contains);
  }

  /** The run with the partner's whole folder in place of folders that a share refuses. */
  private Run instead(Run run) {
    Run mended = run;
    for (FolderRefresh refresh : run.refreshesOrNone()) {
      List<RefreshPlan.Call> calls = refresh.refusedOften() ? wholeFolder(refresh, run) : List.of();
      if (!calls.isEmpty()) {
        log.unexpected(run, STEP, "the partner's whole folder is refreshed instead of " + refresh);
        mended = mended.withCallsInstead(refresh, calls);
      }
    }
    return mended;
  }

  /** The calls for the partner's whole folder; none if one of them is what was refused. */
  private List<RefreshPlan.Call> wholeFolder(FolderRefresh refused, Run run) {
    String prefix =
        run.sharesOrNone().stream()
            .filter(share -> share.arn().equals(refused.share()))
            .map(PartnerShare::prefix)
            .findFirst()
            .orElseThrow();
    FileShare share = new FileShare(refused.share(), refused.gateway(), bucket, prefix);
    List<RefreshPlan.Call> whole = RefreshPlan.whole(share, bucket, run.partner()).calls();
    List<RefreshPlan.Call> withReports =
        RefreshPlan.whole(share, bucket, run.partner(), new FolderTree.Builder().build()).calls();
    if (whole.contains(refused.call())) {
      return List.of();
    }
    return run.delivery().report() == null || withReports.contains(refused.call())
        ? whole
        : withReports;
  }
}
