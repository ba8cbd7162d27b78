package io.github.landfall.refresh.collect;

/**
 * What is kept of a folder.
 *
 * @param folder its key prefix without the slash at the end; empty for the bucket's root
 * @param objects how many objects lie in it, as far as that is counted
 * @param below whether something changed somewhere below it, instead of in it
 */
public record FolderLine(String folder, long objects, boolean below) {}
