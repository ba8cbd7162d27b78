package io.github.landfall.refresh.share;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The folders of a tree as one share shows them, and what refreshing each would cost.
 *
 * <p>Folders keep the numbers that they have in the tree: a folder's is above its parent's.
 */
final class SharedFolders {

  /**
   * The longest name in bytes; the documentation says characters, of which there are never more.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">FolderList</a>
   */
  private static final int MAX_NAME_LENGTH = 1024;

  private final FolderTree tree;
  private final int top;
  private final int partner;
  private final boolean topMayHaveChanged;
  private final BitSet shown = new BitSet();
  private final BitSet concerned = new BitSet();
  private final BitSet nameable = new BitSet();
  private final BitSet mustRecurse = new BitSet();
  private final BitSet sharedWithOthers = new BitSet();
  private final int[] nameBytes;
  private final long[] lists;
  private final long[] heads;

  /**
   * The folders that a share shows.
   *
   * @param tree the bucket's folders
   * @param prefix the share's prefix, with the slash at its end; empty for the whole bucket
   * @param partner the partner's name
   */
  SharedFolders(FolderTree tree, String prefix, String partner) {
    this.tree = tree;
    this.partner = tree.find(partner);
    String root = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    top = tree.find(root);
    topMayHaveChanged = tree.mayHaveChanged(root);
    nameBytes = new int[tree.size()];
    lists = new long[tree.size()];
    heads = new long[tree.size()];
    if (top != FolderTree.UNKNOWN) {
      readDownwards();
      readUpwards();
    }
  }

  private void readDownwards() {
    shown.set(top);
    nameable.set(top);
    nameBytes[top] = 1;
    for (int folder = top + 1; folder < tree.size(); folder++) {
      int parent = tree.parent(folder);
      if (shown.get(parent)) {
        shown.set(folder);
        String name = tree.name(folder);
        nameBytes[folder] =
            name.getBytes(StandardCharsets.UTF_8).length
                + (parent == top ? 0 : nameBytes[parent] + 1);
        if (nameable.get(parent) && nameable(name) && nameBytes[folder] <= MAX_NAME_LENGTH) {
          nameable.set(folder);
        }
      }
    }
  }

  private void readUpwards() {
    for (int folder = tree.size() - 1; folder >= top; folder--) {
      if (!shown.get(folder)) {
        continue;
      }
      RequestEstimate own = own(folder);
      lists[folder] += own.lists();
      heads[folder] += own.heads();
      if (tree.changed(folder) || tree.changedBelow(folder)) {
        concerned.set(folder);
      }
      if (tree.changedBelow(folder)) {
        mustRecurse.set(folder);
      }
      if ((folder == FolderTree.ROOT || tree.parent(folder) == FolderTree.ROOT)
          && !partners(folder)) {
        sharedWithOthers.set(folder);
      }
      if (folder != top) {
        int parent = tree.parent(folder);
        lists[parent] += lists[folder];
        heads[parent] += heads[folder];
        if (concerned.get(folder)) {
          concerned.set(parent);
          if (!nameable.get(folder)) {
            mustRecurse.set(parent);
          }
        }
      }
    }
  }

  /** Whether RefreshCache can be told of a folder by a name that surely means it. */
  private static boolean nameable(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(Character::isISOControl);
  }

  /** Whether a folder is the partner's or lies in it. */
  private boolean partners(int folder) {
    int at = folder;
    while (at > partner && at != FolderTree.ROOT) {
      at = tree.parent(at);
    }
    return at == partner;
  }

  /** Whether the tree had no room for the share's root, and something there may have changed. */
  boolean topMayHaveChanged() {
    return topMayHaveChanged;
  }

  /** The share's root. */
  int top() {
    return top;
  }

  /**
   * The partner's folder, or the share's root if that lies in it; {@link FolderTree#UNKNOWN} if the
   * share does not show the partner's folder.
   */
  int whole() {
    if (top == FolderTree.UNKNOWN || partner == FolderTree.UNKNOWN) {
      return FolderTree.UNKNOWN;
    }
    if (shown.get(partner)) {
      return partner;
    }
    return partners(top) ? top : FolderTree.UNKNOWN;
  }

  /** What refreshing the partner's whole folder costs, as {@link RefreshPlan#whole} does. */
  RequestEstimate wholeCost() {
    int whole = whole();
    if (whole == FolderTree.UNKNOWN) {
      return RequestEstimate.NONE;
    }
    RequestEstimate below = withAllBelow(whole);
    return whole == top ? below : below.plus(own(top));
  }

  /** The folders that changed or have one below that did, and that can be named; ascending. */
  int[] concerned() {
    BitSet named = (BitSet) concerned.clone();
    named.and(nameable);
    return named.stream().toArray();
  }

  int parent(int folder) {
    return tree.parent(folder);
  }

  /** Whether something changed below a folder that can't be named. */
  boolean mustRecurse(int folder) {
    return mustRecurse.get(folder);
  }

  /** Whether others than the partner may have folders below, of which the tree does not know. */
  boolean sharedWithOthers(int folder) {
    return sharedWithOthers.get(folder);
  }

  /** Whether there are no folders below. */
  boolean leaf(int folder) {
    return tree.folders(folder) == 0 && !tree.changedBelow(folder);
  }

  /** The bytes of a folder's name as RefreshCache takes it. */
  int nameBytes(int folder) {
    return nameBytes[folder];
  }

  RequestEstimate own(int folder) {
    return RequestEstimate.ofFolder(tree.objects(folder), tree.folders(folder));
  }

  RequestEstimate withAllBelow(int folder) {
    return new RequestEstimate(lists[folder], heads[folder]);
  }

  /** A folder's name as RefreshCache takes it. */
  String path(int folder) {
    if (folder == top) {
      return RefreshPlan.ROOT;
    }
    StringBuilder path = new StringBuilder(tree.name(folder));
    for (int at = tree.parent(folder); at != top; at = tree.parent(at)) {
      path.insert(0, '/').insert(0, tree.name(at));
    }
    return path.toString();
  }
}
