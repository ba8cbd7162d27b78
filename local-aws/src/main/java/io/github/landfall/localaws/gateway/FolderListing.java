package io.github.landfall.localaws.gateway;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a share shows in one folder.
 *
 * @param files the files' names and sizes in bytes
 * @param folders the folders' names
 */
public record FolderListing(SortedMap<String, Long> files, SortedSet<String> folders) {

  /** Keeps copies. */
  public FolderListing {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    folders = Collections.unmodifiableSortedSet(new TreeSet<>(folders));
  }
}
