package io.github.landfall.rehearsal.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The directory that a function's package is unpacked to, and in which the function runs. */
final class TaskRoot {

  private TaskRoot() {}

  /**
   * Unpacks a function's package.
   *
   * @param code a jar, a zip or a directory
   * @param root the directory to fill
   */
  static void fill(Path code, Path root) throws IOException {
    if (Files.isDirectory(code)) {
      copy(code, root);
    } else {
      unzip(code, root);
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

  private static void unzip(Path code, Path root) throws IOException {
    Set<Path> directories = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(code))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
          throw new IOException(code + ": the entry " + entry.getName() + " leads out of it");
        }
        if (!entry.isDirectory()) {
          // Asking the file system for each of thousands of entries takes longer than writing them.
          if (directories.add(target.getParent())) {
            Files.createDirectories(target.getParent());
          }
          write(zip, target);
        }
      }
    }
  }

  private static void write(InputStream bytes, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target)) {
      bytes.transferTo(file);
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
