package io.github.landfall.localaws.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory in which a function runs, and where its runtime looks for its classes. */
final class TaskRoot {

  private TaskRoot() {}

  /**
   * Puts a function's package into its task root.
   *
   * <p>A jar is linked into {@code lib}, where the runtime looks for jars. Lambda unpacks it; to do
   * so with thousands of files for each scenario would take most of a rehearsal's time.
   *
   * @param code a jar or a directory
   * @param root the directory to fill
   * @throws IOException if it is neither, or can't be read
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Packaging Java
   *     functions</a>
   */
  static void fill(Path code, Path root) throws IOException {
    if (Files.isDirectory(code)) {
      copy(code, root);
    } else if (Files.isRegularFile(code) && code.toString().endsWith(".jar")) {
      Files.createSymbolicLink(
          Files.createDirectory(root.resolve("lib")).resolve("function.jar"),
          code.toAbsolutePath());
    } else {
      throw new IOException(code + ": expected a function's jar or directory");
    }
  }

  private static void copy(Path directory, Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = root.resolve(directory.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  /** Deletes a directory with all that it holds. */
  static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(directory)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
