package io.github.landfall.localaws.transfer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes wrong with copies, by the keys of objects in the source bucket.
 *
 * @param failing whose copies fail, all of them
 * @param lost whose messages vanish
 * @param killed whose next copy kills its worker
 */
record CopyFaults(Set<String> failing, Set<String> lost, Set<String> killed) {

  CopyFaults() {
    this(
        ConcurrentHashMap.newKeySet(),
        ConcurrentHashMap.newKeySet(),
        ConcurrentHashMap.newKeySet());
  }
}
