package io.github.landfall.refresh.share;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.RefreshCost;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which RefreshCache calls show a partner's new objects on a share, and what they cost.
 *
 * <p>Folders are named relative to the share's root, without leading and trailing slashes; {@code
 * /} is the root. That they are relative to the share's prefix is not documented: this class and
 * the planner behind it are the one place that relies on it.
 *
 * <p>The figures are estimates, as good as what the tree of folders knows.
 *
 * @param calls the calls, in the order in which they are to be made; none if the share shows
 *     nothing of what changed
 * @param lists LIST requests that the gateway makes for them
 * @param heads HEAD requests that the gateway makes for them
 * @param wholeLists LIST requests that {@link #whole} would cost; 0 if the share does not show the
 *     partner's folder
 * @param wholeHeads HEAD requests that {@link #whole} would cost
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public record RefreshPlan(
    List<RefreshCall> calls, long lists, long heads, long wholeLists, long wholeHeads) {

  /** The share's own root. */
  public static final String ROOT = "/";

  private static final RefreshPlan NOTHING = new RefreshPlan(List.of(), 0, 0, 0, 0);

  /** Keeps a copy. */
  public RefreshPlan {
    calls = List.copyOf(calls);
  }

  /**
   * The cheapest calls that show what changed.
   *
   * <p>What it guarantees, and how it chooses, is told at {@link CheapestRefresh}.
   *
   * @param share the share
   * @param bucket the landing bucket's name
   * @param partner the partner's name, which is its key prefix
   * @param tree what is known of the bucket's folders, with all of the partner's that are known;
   *     changed folders elsewhere are covered as well, where the share shows them
   * @param limits how large the plan may get
   * @return the plan; without calls if the share shows nothing of what changed
   */
  public static RefreshPlan of(
      FileShare share, String bucket, String partner, FolderTree tree, PlanLimits limits) {
    if (!share.bucket().equals(bucket)) {
      return NOTHING;
    }
    return new CheapestRefresh(new SharedFolders(tree, share.prefix(), partner), limits).plan();
  }

  /**
   * The calls that renew the partner's whole folder, for when nobody knows what changed.
   *
   * <p>A partner's first delivery makes a new folder. The gateway knows a folder only by its
   * parent's listing, so the root is renewed first, alone: one LIST, as only partners' folders lie
   * there.
   *
   * @param share the share
   * @param bucket the landing bucket's name
   * @param partner the partner's name, which is its key prefix
   * @return the plan, its figures 0 as nothing is known; without calls if the share does not show
   *     the partner's folder
   */
  public static RefreshPlan whole(FileShare share, String bucket, String partner) {
    if (!share.bucket().equals(bucket)) {
      return NOTHING;
    }
    if (share.prefix().isEmpty()) {
      return new RefreshPlan(
          List.of(new RefreshCall(List.of(ROOT), false), new RefreshCall(List.of(partner), true)),
          0,
          0,
          0,
          0);
    }
    return share.prefix().startsWith(partner + "/")
        ? new RefreshPlan(List.of(new RefreshCall(List.of(ROOT), true)), 0, 0, 0, 0)
        : NOTHING;
  }

  /**
   * The calls that renew the partner's whole folder, and the folder of its reports beside it, which
   * a share of the whole bucket shows.
   *
   * @param share the share
   * @param bucket the landing bucket's name
   * @param partner the partner's name, which is its key prefix
   * @param tree what is known of the bucket's folders, for the figures
   * @return the plan; without calls if the share does not show the partner's folder
   */
  public static RefreshPlan whole(FileShare share, String bucket, String partner, FolderTree tree) {
    List<RefreshCall> calls = new ArrayList<>(whole(share, bucket, partner).calls());
    if (calls.isEmpty()) {
      return NOTHING;
    }
    if (share.prefix().isEmpty()) {
      String kept = Names.REPORTS.substring(0, Names.REPORTS.length() - 1);
      calls.set(0, new RefreshCall(List.of(ROOT, kept, Names.REPORTS + partner), false));
    }
    RequestEstimate cost = new SharedFolders(tree, share.prefix(), partner).wholeCost();
    return new RefreshPlan(calls, cost.lists(), cost.heads(), cost.lists(), cost.heads());
  }

  /** What its calls cost. */
  public RefreshCost cost() {
    return new RefreshCost(lists, heads, calls.size(), wholeLists, wholeHeads);
  }
}
