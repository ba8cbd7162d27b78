package io.github.landfall.refresh.share;

import io.github.landfall.contract.run.RefreshCall;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model of a gateway's listing cache: a folder shows what it showed when it was last listed.
 *
 * <p>A path is the list of its names, from the share's root, which is empty. The documentation
 * leaves open what a recursive refresh does with folders that are not in the cache, so there are
 * two gateways: one lists them, the other leaves them unlisted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
final class ListingCache {

  private record Listing(Map<String, Integer> files, Set<String> folders) {}

  private final Map<List<String>, Integer> bucket;
  private final boolean listsNewFolders;
  private final Map<List<String>, Listing> listings = new HashMap<>();

  /**
   * A gateway that has listed nothing yet.
   *
   * @param bucket the objects that the share shows, with a version; may change
   * @param listsNewFolders what a recursive refresh does with folders not listed before
   */
  ListingCache(Map<List<String>, Integer> bucket, boolean listsNewFolders) {
    this.bucket = bucket;
    this.listsNewFolders = listsNewFolders;
  }

  /** Lists a folder, whether or not anybody could see it. */
  void list(List<String> folder) {
    Map<String, Integer> files = new HashMap<>();
    Set<String> folders = new HashSet<>();
    bucket.forEach(
        (path, version) -> {
          if (isAtOrBelow(path, folder)) {
            String name = path.get(folder.size());
            if (path.size() == folder.size() + 1) {
              files.put(name, version);
            } else {
              folders.add(name);
            }
          }
        });
    listings.put(folder, new Listing(files, folders));
  }

  /** Refreshes as a call asks; refuses a call that RefreshCache would refuse or may misread. */
  void refresh(RefreshCall call) {
    if (call.folders().isEmpty() || call.folders().size() > 50) {
      throw new IllegalArgumentException("folders in a call: " + call.folders().size());
    }
    for (String name : call.folders()) {
      List<String> folder = name.equals("/") ? List.of() : List.of(name.split("/", -1));
      boolean misread =
          name.getBytes(StandardCharsets.UTF_8).length > 1024
              || folder.stream().anyMatch(n -> n.isEmpty() || n.matches("\\.\\.?|.*\\p{Cc}.*"));
      if (misread) {
        throw new IllegalArgumentException("folder in a call: " + name);
      }
      list(folder);
      if (call.recursive()) {
        below(folder).forEach(this::list);
      }
    }
  }

  private Set<List<String>> below(List<String> folder) {
    Set<List<String>> below = new HashSet<>(listings.keySet());
    if (listsNewFolders) {
      for (List<String> path : bucket.keySet()) {
        for (int depth = 0; depth < path.size(); depth++) {
          below.add(path.subList(0, depth));
        }
      }
    }
    below.removeIf(other -> !isAtOrBelow(other, folder));
    return below;
  }

  private static boolean isAtOrBelow(List<String> path, List<String> folder) {
    return path.size() >= folder.size() && path.subList(0, folder.size()).equals(folder);
  }

  /** The version of a file that an artist finds; empty if the way to it does not show it. */
  Optional<Integer> see(List<String> path) {
    int depth = path.size() - 1;
    for (int above = 0; above < depth; above++) {
      if (!listing(path.subList(0, above)).folders().contains(path.get(above))) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(listing(path.subList(0, depth)).files().get(path.get(depth)));
  }

  private Listing listing(List<String> folder) {
    if (!listings.containsKey(folder)) {
      list(List.copyOf(folder));
    }
    return listings.get(folder);
  }
}
