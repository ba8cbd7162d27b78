package io.github.landfall.refresh.share;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.run.RefreshCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says which RefreshCache calls show a partner's new objects on a share.
 *
 * <p>Folders are named relative to the share's root, without leading and trailing slashes; {@code
 * /} is the root. That they are relative to the share's prefix is not documented: this class and
 * {@link ShareFolders} are the one place that relies on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public final class RefreshPlan {

  /** The share's own root. */
  public static final String ROOT = "/";

  private static final Comparator<String> UPPER_FIRST =
      Comparator.comparingLong(RefreshPlan::depth).thenComparing(Comparator.naturalOrder());

  private RefreshPlan() {}

  /**
   * The calls that show what changed.
   *
   * <p>Each folder that changed is named, and each folder above it: a new folder is seen only when
   * its parent's listing is renewed. If that is more than the limits allow, the lowest folder with
   * most names below it is renewed with all below, and so on until the plan fits; at last the
   * partner's whole folder. In whatever order the calls are made, and whatever the gateway had
   * listed before, every change is shown once all are done.
   *
   * <p>A folder whose name RefreshCache may misread (empty, {@code .}, {@code ..}, control
   * characters, more than 1,024 bytes) is covered by the nearest folder above that has a good name,
   * with all below.
   *
   * @param share the share
   * @param bucket the landing bucket's name
   * @param partner the partner's name, which is its key prefix
   * @param changed the folders that changed
   * @param limits how large the plan may get
   * @return the calls, in the order in which they are to be made; none if the share shows nothing
   *     of what changed
   */
  public static List<RefreshCall> of(
      FileShare share, String bucket, String partner, ChangedFolders changed, PlanLimits limits) {
    if (!share.bucket().equals(bucket)) {
      return List.of();
    }
    ShareFolders folders = new ShareFolders(share.prefix(), partner, changed);
    folders.fit(limits);
    List<RefreshCall> calls = new ArrayList<>();
    addCalls(calls, folders.named(false), false, limits);
    addCalls(calls, folders.named(true), true, limits);
    return calls;
  }

  /** The upper folders first: what is new is then seen as early as can be. */
  private static void addCalls(
      List<RefreshCall> calls, List<String> folders, boolean recursive, PlanLimits limits) {
    List<String> ordered = folders.stream().sorted(UPPER_FIRST).toList();
    for (int from = 0; from < ordered.size(); from += limits.foldersPerCall()) {
      int to = Math.min(ordered.size(), from + limits.foldersPerCall());
      calls.add(new RefreshCall(ordered.subList(from, to), recursive));
    }
  }

  private static long depth(String path) {
    return path.equals(ROOT) ? -1 : path.chars().filter(c -> c == '/').count();
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
   * @return the calls; none if the share does not show the partner's folder
   */
  public static List<RefreshCall> whole(FileShare share, String bucket, String partner) {
    return whole(share, bucket, partner, List.of(ROOT));
  }

  /** The same, and the folder of the partner's reports if the share shows it. */
  public static List<RefreshCall> wholeWithReports(FileShare share, String bucket, String partner) {
    String reports = Names.REPORTS.substring(0, Names.REPORTS.length() - 1);
    return whole(share, bucket, partner, List.of(ROOT, reports, Names.REPORTS + partner));
  }

  private static List<RefreshCall> whole(
      FileShare share, String bucket, String partner, List<String> above) {
    if (share.bucket().equals(bucket) && share.prefix().isEmpty()) {
      return List.of(new RefreshCall(above, false), new RefreshCall(List.of(partner), true));
    }
    return share.bucket().equals(bucket) && share.prefix().startsWith(partner + "/")
        ? List.of(new RefreshCall(List.of(ROOT), true))
        : List.of();
  }
}
