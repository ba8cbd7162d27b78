package io.github.landfall.localaws.drive;

import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;

/** The mapped share, as an artist sees it. */
public interface Drive extends AutoCloseable {

  /** A file on the drive. */
  interface DriveFile {

    /** Its size in bytes, as the drive shows it. */
    long size();

    /**
     * Opens it.
     *
     * @return what an artist would read
     * @throws IOException when it cannot be read
     */
    InputStream open() throws IOException;
  }

  /**
   * Looks into every folder.
   *
   * @return the files by their paths from the drive's root, with slashes; to be read before the
   *     next walk
   * @throws IOException when the drive cannot be read
   */
  SortedMap<String, DriveFile> walk() throws IOException;

  /** What kind of drive this is, in a line for people. */
  String describe();

  @Override
  void close() throws IOException;
}
