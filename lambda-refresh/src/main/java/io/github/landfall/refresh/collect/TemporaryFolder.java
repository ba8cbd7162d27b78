package io.github.landfall.refresh.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder for the files of one collection, which is gone with them when it is closed.
 *
 * <p>Of an invocation that timed out, Lambda keeps the files for the next one. So making a folder
 * removes those that are older than any invocation that still runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Failures
 *     during the invoke phase</a>
 */
final class TemporaryFolder implements AutoCloseable {

  private static final String PREFIX = "landfall-collect-";

  private static final Duration MAX_INVOCATION = Duration.ofMinutes(15);

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one under {@code java.io.tmpdir}.
   *
   * @throws UncheckedIOException if it can't be made
   */
  static TemporaryFolder create() {
    return create(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
  }

  static TemporaryFolder create(Path parent, Instant now) {
    try {
      for (Path left : list(parent, PREFIX + "*")) {
        if (Files.getLastModifiedTime(left).toInstant().isBefore(now.minus(MAX_INVOCATION))) {
          delete(left);
        }
      }
      return new TemporaryFolder(Files.createTempDirectory(parent, PREFIX));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a temporary folder in %s can't be made: %s".formatted(parent, e.getMessage()), e);
    }
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * @throws UncheckedIOException if something in it can't be deleted
   */
  @Override
  public void close() {
    try {
      delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be deleted: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : list(folder, "*")) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static List<Path> list(Path folder, String names) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      files.forEach(found::add);
    }
    return found;
  }
}
