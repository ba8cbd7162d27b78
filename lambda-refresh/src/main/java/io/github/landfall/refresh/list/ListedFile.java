package io.github.landfall.refresh.list;

/**
 * A file that a delivery list names.
 *
 * @param path its path from the list's root, as the list has it
 * @param bytes its size; {@value #UNKNOWN} if the list does not tell
 */
record ListedFile(String path, long bytes) {

  /** The size of a file of which the list does not tell it. */
  static final long UNKNOWN = -1;
}
