package io.github.landfall.contract.run;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one RefreshCache call renews.
 *
 * @param folders the folders, relative to the share's root
 * @param recursive whether all that lies below them is renewed with them
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public record RefreshCall(List<String> folders, boolean recursive) {

  /** Copies the list. */
  public RefreshCall {
    folders = List.copyOf(folders);
  }

  /** The bytes of the folders' names, in UTF-8. */
  public long nameBytes() {
    return folders.stream().mapToLong(f -> f.getBytes(StandardCharsets.UTF_8).length).sum();
  }
}
