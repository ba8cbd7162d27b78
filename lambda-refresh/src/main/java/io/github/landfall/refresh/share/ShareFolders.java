package io.github.landfall.refresh.share;

import io.github.landfall.contract.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The folders that a plan names on one share: those that changed, and those above them. */
final class ShareFolders {

  /**
   * The longest name in bytes; the documentation says characters, of which there are never more.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">FolderList</a>
   */
  private static final int MAX_NAME_BYTES = 1024;

  private static final Comparator<Folder> MOST_NAMES_FIRST =
      Comparator.<Folder>comparingInt(folder -> folder.below.size())
          .reversed()
          .thenComparing(folder -> folder.path);

  /** A folder; one that is recursive is named with all below, whatever changed there. */
  private static final class Folder {

    private final String path;
    private final Folder above;
    private final Map<String, Folder> below = new HashMap<>(2);
    private boolean recursive;

    private Folder(String path, Folder above) {
      this.path = path;
      this.above = above;
    }

    /** Whether each folder below is named without others below it. */
    private boolean lowest() {
      return !below.isEmpty() && below.values().stream().allMatch(one -> one.below.isEmpty());
    }

    private int bytes() {
      return path.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private final String home;
  private final String partner;
  private final Folder root = new Folder(RefreshPlan.ROOT, null);
  private boolean concerned;

  /**
   * Takes up what changed.
   *
   * @param prefix the share's prefix, with the slash at its end; empty for the whole bucket
   * @param partner the partner's name
   * @param changed the folders that changed in the bucket
   */
  ShareFolders(String prefix, String partner, ChangedFolders changed) {
    this.home = prefix;
    this.partner = partner;
    // First, so that what lies below is not taken up one by one.
    for (String folder : changed.below()) {
      if (prefix.startsWith(folder.isEmpty() ? "" : folder + "/")) {
        concerned = true;
        root.recursive = true;
      } else {
        add(folder, true);
      }
    }
    changed.folders().forEach(folder -> add(folder, false));
  }

  private void add(String folder, boolean recursive) {
    if (!(folder + "/").startsWith(home) && !home.isEmpty()) {
      return;
    }
    concerned = true;
    Folder at = root;
    if (folder.length() >= home.length() && !folder.isEmpty()) {
      for (String name : folder.substring(home.length()).split("/", -1)) {
        if (at.recursive) {
          return;
        }
        Folder above = at;
        String path = above == root ? name : above.path + "/" + name;
        if (!nameable(name) || path.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
          takeAll(above);
          return;
        }
        at = above.below.computeIfAbsent(name, own -> new Folder(path, above));
      }
    }
    if (recursive) {
      takeAll(at);
    }
  }

  /** Whether RefreshCache takes a name as it is meant. */
  private static boolean nameable(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static void takeAll(Folder folder) {
    folder.recursive = true;
    folder.below.clear();
  }

  /**
   * Takes folders with all below, the lowest with most names first, until the plan is as small as
   * the limits want it. Folders that others than the partner may have something in are the last.
   */
  void fit(PlanLimits limits) {
    List<Folder> all = all();
    int named = all.size();
    int recursive = (int) all.stream().filter(folder -> folder.recursive).count();
    long bytes = all.stream().mapToLong(Folder::bytes).sum();
    PriorityQueue<Folder> lowest = new PriorityQueue<>(MOST_NAMES_FIRST);
    all.stream().filter(Folder::lowest).filter(this::partners).forEach(lowest::add);
    while (!limits.allow(named - recursive, recursive, bytes)) {
      Folder next = lowest.poll();
      if (next == null) {
        takeAll(root);
        return;
      }
      named -= next.below.size();
      recursive += 1 - (int) next.below.values().stream().filter(one -> one.recursive).count();
      bytes -= next.below.values().stream().mapToLong(Folder::bytes).sum();
      takeAll(next);
      if (next.above != null && next.above.lowest() && partners(next.above)) {
        lowest.add(next.above);
      }
    }
  }

  /** Whether nobody but the partner has something in a folder. */
  private boolean partners(Folder folder) {
    String key = home + (folder == root ? "" : folder.path + "/");
    return key.startsWith(partner + "/") || key.startsWith(Names.REPORTS + partner + "/");
  }

  /** The folders to name, alone or with all below; the root as {@link RefreshPlan#ROOT}. */
  List<String> named(boolean recursive) {
    return all().stream()
        .filter(folder -> folder.recursive == recursive)
        .map(folder -> folder.path)
        .toList();
  }

  /** All folders, those above before those below; none if the share shows nothing that changed. */
  private List<Folder> all() {
    List<Folder> all = new ArrayList<>();
    if (concerned) {
      all.add(root);
    }
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).below.values());
    }
    return all;
  }
}
