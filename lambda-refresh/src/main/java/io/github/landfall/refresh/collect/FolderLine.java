package io.github.landfall.refresh.collect;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A folder in which something changed.
 *
 * @param folder its key prefix without the slash at the end; empty for the bucket's root
 * @param below whether something changed somewhere below it, instead of in it
 */
@JsonIgnoreProperties("objects") // Earlier versions counted them.
record FolderLine(String folder, boolean below) {}
