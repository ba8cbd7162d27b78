package io.github.landfall.refresh.bucket;

import io.github.landfall.contract.text.KeyOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The objects in a bucket: those that Landfall itself keeps, and delivery lists. */
public interface BucketObjects {

  /**
   * An object in a listing.
   *
   * @param key its key
   * @param bytes its size
   */
  record Listed(String key, long bytes) {}

  /** Lists all keys with a prefix, in the order of the keys. */
  List<Listed> list(String prefix);

  /**
   * Lists the keys with a prefix that follow a key, in the order of {@link KeyOrder}, page by page
   * as they are asked for.
   *
   * @param after the key; it need not be there
   */
  Iterator<Listed> listAfter(String prefix, String after);

  /**
   * Reads an object; the caller closes it. Several threads may read at once.
   *
   * @return its content; empty if there is no such object
   * @throws IOException if it can't be read
   */
  Optional<InputStream> get(String key) throws IOException;

  /**
   * Writes an object, whole or not at all.
   *
   * @param key its key
   * @param content a file with its content
   * @param contentType its media type
   */
  void put(String key, Path content, String contentType);

  /** Deletes objects; those that are not there are none to worry about. */
  void delete(Collection<String> keys);
}
