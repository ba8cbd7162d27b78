package io.github.landfall.refresh.share;

import java.util.List;

/**
 * Says which RefreshCache calls show a partner's new objects on a share.
 *
 * <p>Folders are named relative to the share's root, without leading and trailing slashes; {@code
 * /} is the root. That they are relative to the share's prefix is not documented: {@link #calls} is
 * the one place that relies on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public final class RefreshPlan {

  /** The share's own root. */
  private static final List<String> ROOT = List.of("/");

  /**
   * One RefreshCache call.
   *
   * @param folders the folders to renew
   * @param recursive whether the folders below them are renewed too
   */
  public record Call(List<String> folders, boolean recursive) {}

  private RefreshPlan() {}

  /**
   * The calls for one partner on one share, in the order in which they are to be made.
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
  public static List<Call> calls(FileShare share, String bucket, String partner) {
    String folder = partner + "/";
    if (!share.bucket().equals(bucket)) {
      return List.of();
    }
    if (share.prefix().isEmpty()) {
      return List.of(new Call(ROOT, false), new Call(List.of(partner), true));
    }
    return share.prefix().startsWith(folder) ? List.of(new Call(ROOT, true)) : List.of();
  }
}
