package io.github.landfall.refresh.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The objects that Landfall itself keeps in a bucket. */
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
