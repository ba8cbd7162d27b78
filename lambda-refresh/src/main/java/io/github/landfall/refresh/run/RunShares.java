package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.PartnerShare;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunStep;
import io.github.landfall.contract.run.StepName;
import io.github.landfall.refresh.share.ChangedFolders;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.PlanLimits;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final StepName STEP = RunStep.FIND_SHARES;

  private final RunStore store;
  private final Reservations reservations;
  private final Arrivals arrivals;
  private final Gateways gateways;
  private final RunLog log;
  private final Duration deadline;
  private final String bucket;

  RunShares(
      RunStore store,
      Reservations reservations,
      Arrivals arrivals,
      Gateways gateways,
      RunLog log,
      Duration deadline,
      String bucket) {
    this.store = store;
    this.reservations = reservations;
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
    Refreshes before = run.refreshes().orElse(Refreshes.NONE);
    Refreshes kept = before;
    Refreshes planned = Refreshes.NONE;
    List<String> unread;
    try {
      Gateways.Lookup lookup = gateways.shares();
      planned = planned(run, before, lookup.shares(), now);
      unread = unread(before, lookup);
      kept = instead(run, withoutGone(run, before, lookup));
    } catch (RuntimeException e) {
      log.failed(run, STEP, e);
      unread = known(run) ? List.of() : List.of(Refreshes.ALL_GATEWAYS);
    }
    Run found = run.withRefreshes(kept.plus(planned, unread));
    if (found.equals(run)) {
      return run;
    }
    found = store.save(found);
    if (!planned.shares().isEmpty()) {
      log.done(
          found,
          RunStep.PLAN,
          "%d calls for %d file shares".formatted(planned.all().size(), planned.shares().size()));
    }
    if (unread.isEmpty()) {
      int shares = kept.shares().size() + planned.shares().size();
      log.done(found, STEP, shares + " file shares show the partner's folder");
    } else {
      log.later(found, STEP, "gateways that do not answer: " + unread);
    }
    return found;
  }

  /** Whether all shares were looked up before, so that looking again may only find changes. */
  private static boolean known(Run run) {
    return run.refreshes().filter(all -> all.unreadGateways().isEmpty()).isPresent();
  }

  /**
   * The gateways that hold the run open. One whose shares were planned before is none of them: what
   * it lacks are the events of its refreshes.
   */
  private static List<String> unread(Refreshes before, Gateways.Lookup lookup) {
    Set<String> planned =
        before.all().stream().map(FolderRefresh::gateway).collect(Collectors.toSet());
    return lookup.unread().stream()
        .filter(gateway -> !planned.contains(gateway) || before.unreadGateways().contains(gateway))
        .toList();
  }

  /** The refreshes of the shares that show the partner's folder and have no plan yet. */
  private Refreshes planned(Run run, Refreshes before, List<FileShare> shares, Instant now) {
    List<String> known = before.shares().stream().map(PartnerShare::arn).toList();
    Map<FileShare, List<RefreshCall>> plans = new LinkedHashMap<>();
    for (FileShare share : shares) {
      List<RefreshCall> whole = RefreshPlan.whole(share, bucket, run.partner());
      if (!known.contains(share.arn()) && !whole.isEmpty()) {
        plans.put(share, whole);
      }
    }
    if (run.delivery().orElseThrow().known() == Delivery.Known.EACH_OBJECT && !plans.isEmpty()) {
      ChangedFolders changed = arrivals.changed(run.id());
      MissedRefreshes missed =
          new MissedRefreshes(
              store.recent(run.partner(), RunArrivals.MAX_LISTED),
              now.minus(deadline),
              // What a long run's days brought must be on the drive when the run is.
              run.sweep() ? Instant.MAX : run.start());
      PlanLimits limits =
          PlanLimits.among(plans.size(), before.all().stream().map(FolderRefresh::call).toList());
      plans.replaceAll(
          (share, whole) ->
              missed.of(share)
                  ? RefreshPlan.wholeWithReports(share, bucket, run.partner())
                  : RefreshPlan.of(share, bucket, run.partner(), changed, limits));
    }
    return refreshes(plans);
  }

  static Refreshes refreshes(Map<FileShare, List<RefreshCall>> plans) {
    List<PartnerShare> shares = new ArrayList<>();
    List<FolderRefresh> all = new ArrayList<>();
    plans.forEach(
        (share, calls) -> {
          shares.add(new PartnerShare(share.arn(), share.prefix()));
          for (RefreshCall call : calls) {
            all.add(FolderRefresh.planned(share.arn(), share.gateway(), call));
          }
        });
    return new Refreshes(shares, all, List.of());
  }

  private Refreshes withoutGone(Run run, Refreshes before, Gateways.Lookup lookup) {
    Set<String> there = lookup.shares().stream().map(FileShare::arn).collect(Collectors.toSet());
    List<String> gone =
        before.shares().stream()
            .map(PartnerShare::arn)
            .filter(share -> !there.contains(share))
            .filter(share -> !mayBeUnread(share, before, lookup.unread()))
            .toList();
    for (FolderRefresh refresh : before.open()) {
      if (gone.contains(refresh.share())) {
        log.unexpected(run, STEP, "dropped, as its share is not listed any more: " + refresh);
        if (refresh.running()) {
          // Its completion would free the gateway, and never comes.
          reservations.free(refresh.gateway(), run.id());
        }
      }
    }
    return before.without(gone);
  }

  /** Whether a share may be among those that a gateway lists and can't describe now. */
  private static boolean mayBeUnread(String share, Refreshes before, List<String> unread) {
    List<String> serving =
        before.all().stream()
            .filter(refresh -> refresh.share().equals(share))
            .map(FolderRefresh::gateway)
            .toList();
    return serving.isEmpty() ? !unread.isEmpty() : serving.stream().anyMatch(unread::contains);
  }

  /** The refreshes with the partner's whole folder in place of folders that a share refuses. */
  private Refreshes instead(Run run, Refreshes kept) {
    Refreshes mended = kept;
    for (FolderRefresh refresh : kept.all()) {
      List<RefreshCall> calls =
          refresh.refusedOften() ? wholeFolder(refresh, run, kept) : List.of();
      if (!calls.isEmpty()) {
        log.unexpected(run, STEP, "the partner's whole folder is refreshed instead of " + refresh);
        mended = mended.instead(refresh, calls);
      }
    }
    return mended;
  }

  /** The calls for the partner's whole folder; none if one of them is what was refused. */
  private List<RefreshCall> wholeFolder(FolderRefresh refused, Run run, Refreshes kept) {
    String prefix =
        kept.shares().stream()
            .filter(share -> share.arn().equals(refused.share()))
            .map(PartnerShare::prefix)
            .findFirst()
            .orElseThrow();
    FileShare share = new FileShare(refused.share(), refused.gateway(), bucket, prefix);
    List<RefreshCall> whole = RefreshPlan.whole(share, bucket, run.partner());
    List<RefreshCall> withReports = RefreshPlan.wholeWithReports(share, bucket, run.partner());
    if (whole.contains(refused.call())) {
      return List.of();
    }
    return run.delivery().map(Delivery::report).isEmpty() || withReports.contains(refused.call())
        ? whole
        : withReports;
  }
}
