package io.github.landfall.refresh.share;

import java.util.Set;
import java.util.TreeSet;

/**
 * The folders of the landing bucket in which something changed, as key prefixes without the slash
 * at their end; the bucket's root is the empty string.
 *
 * @param folders folders in which objects came, went or were replaced
 * @param below folders somewhere below which something changed, nobody knows where
 */
public record ChangedFolders(Set<String> folders, Set<String> below) {

  /** Keeps copies, in order. */
  public ChangedFolders {
    folders = new TreeSet<>(folders);
    below = new TreeSet<>(below);
  }
}
