package io.github.landfall.refresh.share;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What is known of the folders of the landing bucket: how many objects lie in each, and which ones
 * changed.
 *
 * <p>Folders are key prefixes without the slash at their end; the bucket's root is the empty
 * string. The folders above a folder are there by themselves. A name is kept once for each folder,
 * without the names above it, and a folder takes some 80 bytes beside it, so that 200,000 folders
 * take a few dozen megabytes, however many objects are counted.
 */
public final class FolderTree {

  /** The bucket's root. */
  static final int ROOT = 0;

  /** What {@link #find} answers for a folder that nothing is known of. */
  static final int UNKNOWN = -1;

  private final int[] parents;
  private final String[] names;
  private final long[] objects;
  private final int[] folders;
  private final BitSet changed;
  private final BitSet cut;
  private final int[] table;

  private FolderTree(Builder builder) {
    int size = builder.size;
    parents = Arrays.copyOf(builder.parents, size);
    names = Arrays.copyOf(builder.names, size);
    objects = Arrays.copyOf(builder.objects, size);
    folders = Arrays.copyOf(builder.folders, size);
    changed = (BitSet) builder.changed.clone();
    cut = (BitSet) builder.cut.clone();
    table = builder.table.clone();
  }

  /** How many folders there are, with the root; each has a number below, above its parent's. */
  int size() {
    return parents.length;
  }

  /** The number of the folder above; the root has none. */
  int parent(int folder) {
    return parents[folder];
  }

  /** A folder's own name, without those above it. */
  String name(int folder) {
    return names[folder];
  }

  /** How many objects lie directly in a folder. */
  long objects(int folder) {
    return objects[folder];
  }

  /** How many folders lie directly in a folder. */
  int folders(int folder) {
    return folders[folder];
  }

  /** Whether objects directly in a folder changed. */
  boolean changed(int folder) {
    return changed.get(folder);
  }

  /** Whether something changed below a folder, in folders that the tree does not name. */
  boolean changedBelow(int folder) {
    return cut.get(folder);
  }

  /** The number of a folder, named from the bucket's root; {@link #UNKNOWN} if it has none. */
  int find(String folder) {
    int at = ROOT;
    for (int from = start(folder); from <= folder.length() && at != UNKNOWN; ) {
      int to = segmentEnd(folder, from);
      at = below(at, folder, from, to);
      from = to + 1;
    }
    return at;
  }

  /** Whether a folder is one of those that the tree had no room for, and may have changed. */
  boolean mayHaveChanged(String folder) {
    int at = ROOT;
    for (int from = start(folder); from <= folder.length(); ) {
      int to = segmentEnd(folder, from);
      int below = below(at, folder, from, to);
      if (below == UNKNOWN) {
        return changedBelow(at);
      }
      at = below;
      from = to + 1;
    }
    return false;
  }

  private int below(int parent, String path, int from, int to) {
    return table[slot(table, parents, names, parent, path, from, to)] - 1;
  }

  /** The place in the table where a folder's number plus one stands, or would stand. */
  private static int slot(
      int[] table, int[] parents, String[] names, int parent, String path, int from, int to) {
    int hash = parent;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + path.charAt(i);
    }
    hash *= 0x9E3779B9;
    hash ^= hash >>> 15;
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != 0) {
      int folder = table[at] - 1;
      if (parents[folder] == parent
          && names[folder].length() == to - from
          && path.regionMatches(from, names[folder], 0, to - from)) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Where a folder's first name begins; the bucket's root has none. */
  private static int start(String folder) {
    return folder.isEmpty() ? 1 : 0;
  }

  private static int segmentEnd(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  /** Takes up what is known, folder by folder, in any order. */
  public static final class Builder {

    /**
     * More than Landfall is made for; beyond, what is deeper counts as lying in the folder above,
     * which is then refreshed with everything below it.
     */
    private static final int MAX_FOLDERS = 2_000_000;

    private final int most;
    private int size = 1;
    private int[] parents = {UNKNOWN};
    private String[] names = {""};
    private long[] objects = {0};
    private int[] folders = {0};
    private final BitSet changed = new BitSet();
    private final BitSet cut = new BitSet();
    private int[] table = new int[16];

    /** A tree of nothing but the bucket's root. */
    public Builder() {
      this(MAX_FOLDERS);
    }

    Builder(int most) {
      this.most = most;
    }

    /**
     * Adds what is known of a folder to what was known before.
     *
     * @param folder its key prefix without the slash at the end; empty for the bucket's root
     * @param objects how many objects lie directly in it, as far as that is known
     * @param changed whether objects in it came, went or were replaced
     * @return this builder
     * @throws IllegalArgumentException when the number of objects is negative
     */
    public Builder add(String folder, long objects, boolean changed) {
      if (objects < 0) {
        throw new IllegalArgumentException(
            "folder " + folder + ": expected 0 or more objects, not " + objects);
      }
      return add(folder, objects, changed, false);
    }

    /**
     * Adds that something changed somewhere below a folder, which is then refreshed with everything
     * below it.
     *
     * @param folder its key prefix without the slash at the end; empty for the bucket's root
     * @return this builder
     */
    public Builder addChangeBelow(String folder) {
      return add(folder, 0, false, true);
    }

    private Builder add(String folder, long objects, boolean changed, boolean changedBelow) {
      int at = ROOT;
      for (int from = start(folder); from <= folder.length(); ) {
        int to = segmentEnd(folder, from);
        int below = below(at, folder, from, to);
        if (below == UNKNOWN) {
          if (changed || changedBelow) {
            cut.set(at);
          }
          break;
        }
        at = below;
        from = to + 1;
      }
      this.objects[at] += objects;
      if (changed) {
        this.changed.set(at);
      }
      if (changedBelow) {
        cut.set(at);
      }
      return this;
    }

    /** The tree; the builder may be used further without changing it. */
    public FolderTree build() {
      return new FolderTree(this);
    }

    private int below(int parent, String path, int from, int to) {
      int slot = slot(table, parents, names, parent, path, from, to);
      if (table[slot] != 0) {
        return table[slot] - 1;
      }
      if (size >= most) {
        return UNKNOWN;
      }
      if (size == parents.length) {
        int room = size + Math.max(16, size / 2);
        parents = Arrays.copyOf(parents, room);
        names = Arrays.copyOf(names, room);
        objects = Arrays.copyOf(objects, room);
        folders = Arrays.copyOf(folders, room);
      }
      int folder = size++;
      parents[folder] = parent;
      names[folder] = path.substring(from, to);
      folders[parent]++;
      table[slot] = folder + 1;
      if (size > table.length / 2) {
        widen();
      }
      return folder;
    }

    private void widen() {
      table = new int[table.length * 2];
      for (int folder = 1; folder < size; folder++) {
        String name = names[folder];
        table[slot(table, parents, names, parents[folder], name, 0, name.length())] = folder + 1;
      }
    }
  }
}
