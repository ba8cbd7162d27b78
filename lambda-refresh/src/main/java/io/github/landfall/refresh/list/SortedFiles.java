package io.github.landfall.refresh.list;

import io.github.landfall.contract.text.KeyOrder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Brings a list's files into the order in which S3 lists keys: in portions of {@value
 * #MAX_IN_MEMORY} on disk, so that a list's length costs no memory.
 */
final class SortedFiles implements AutoCloseable {

  static final int MAX_IN_MEMORY = 50_000;

  private static final Comparator<ListedFile> ORDER =
      Comparator.comparing(ListedFile::path, KeyOrder.UTF_8);

  private final Path directory;
  private final int maxInMemory;
  private final List<ListedFile> portion = new ArrayList<>();
  private final List<Portion> portions = new ArrayList<>();
  private final PriorityQueue<Portion> next =
      new PriorityQueue<>(Comparator.comparing(sorted -> sorted.first, ORDER));

  /**
   * @param directory where portions are written; they are gone when this is closed
   */
  SortedFiles(Path directory) {
    this(directory, MAX_IN_MEMORY);
  }

  SortedFiles(Path directory, int maxInMemory) {
    this.directory = directory;
    this.maxInMemory = maxInMemory;
  }

  /**
   * Adds a file.
   *
   * @throws UncheckedIOException if a portion can't be written
   */
  void add(ListedFile file) {
    portion.add(file);
    if (portion.size() == maxInMemory) {
      writePortion();
    }
  }

  /**
   * The next file in the order; empty after the last. Nothing can be added any more.
   *
   * @throws IOException if a portion can't be read
   */
  Optional<ListedFile> next() throws IOException {
    if (!portion.isEmpty()) {
      writePortion();
    }
    Portion first = next.poll();
    if (first == null) {
      return Optional.empty();
    }
    ListedFile file = first.first;
    if (first.advance()) {
      next.add(first);
    }
    return Optional.of(file);
  }

  @Override
  public void close() throws IOException {
    for (Portion sorted : portions) {
      sorted.in.close();
      Files.delete(sorted.file);
    }
  }

  private void writePortion() {
    portion.sort(ORDER);
    try {
      Path file = Files.createTempFile(directory, "listed-", "");
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        for (ListedFile listed : portion) {
          out.writeUTF(listed.path());
          out.writeLong(listed.bytes());
        }
      }
      Portion written = new Portion(file, portion.size());
      portions.add(written);
      if (written.advance()) {
        next.add(written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a list can't be sorted: " + e.getMessage(), e);
    }
    portion.clear();
  }

  /** A portion that is read from its begin. */
  private static final class Portion {

    private final Path file;
    private final DataInputStream in;
    private int remaining;
    private ListedFile first;

    private Portion(Path file, int files) throws IOException {
      this.file = file;
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
      this.remaining = files;
    }

    private boolean advance() throws IOException {
      if (remaining == 0) {
        return false;
      }
      remaining--;
      first = new ListedFile(in.readUTF(), in.readLong());
      return true;
    }
  }
}
