package io.github.landfall.localaws.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The bucket behind a file share, as far as a gateway reads it. */
public interface ObjectStore {

  /**
   * An object.
   *
   * @param key its full key
   * @param size its size in bytes
   */
  record StoredObject(String key, long size) {}

  /**
   * One level of a bucket: what lies directly under a prefix.
   *
   * @param objects the objects
   * @param commonPrefixes the full prefixes of the folders, each ending with a slash
   */
  record Level(List<StoredObject> objects, List<String> commonPrefixes) {

    /** Keeps copies. */
    public Level {
      objects = List.copyOf(objects);
      commonPrefixes = List.copyOf(commonPrefixes);
    }
  }

  /**
   * Lists one level, with the delimiter {@code /}.
   *
   * @param bucket the bucket
   * @param prefix empty, or ending with a slash
   * @return everything there, however many requests it takes
   */
  Level list(String bucket, String prefix);

  /**
   * Opens an object.
   *
   * @param bucket the bucket
   * @param key the object's key
   * @return its content as it is now
   * @throws java.nio.file.NoSuchFileException when there is no such object
   * @throws IOException when it cannot be read
   */
  InputStream open(String bucket, String key) throws IOException;
}
