package io.github.landfall.tools.compare;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Compared;
import io.github.landfall.comparison.Differences;
import io.github.landfall.comparison.Repair;
import io.github.landfall.comparison.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where differences go while two buckets are compared: into lists, and into what may be sent. */
public final class ComparedObjects implements AutoCloseable {

  /** A table that is not whole yet, and the name that it gets when it is. */
  private record Table(Path unfinished, Path file, BufferedWriter out) {}

  private final List<Differences> lists = new ArrayList<>();
  private final Optional<Table> table;
  private final Optional<Repair> repair;

  private ComparedObjects(Optional<Table> table, Optional<Repair> repair) {
    this.table = table;
    this.repair = repair;
  }

  /**
   * Begins.
   *
   * @param folder the partner's folder in the landing bucket, with a slash at its end
   * @param json where JSON goes; null for nowhere
   * @param csv the table; null for none. It is there only once it is whole
   * @param send whether what a copy would mend is kept, to be sent
   * @throws IOException if a file can't be written
   */
  public static ComparedObjects begin(String folder, PrintWriter json, Path csv, boolean send)
      throws IOException {
    Optional<Table> table = csv == null ? Optional.empty() : Optional.of(table(csv));
    ComparedObjects objects =
        new ComparedObjects(table, send ? Optional.of(new Repair()) : Optional.empty());
    if (json != null) {
      objects.lists.add(Differences.json(json, folder));
    }
    if (table.isPresent()) {
      objects.lists.add(Differences.csv(table.get().out(), folder));
    }
    return objects;
  }

  private static Table table(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(directory, "." + file.getFileName(), ".part");
    unfinished.toFile().deleteOnExit();
    return new Table(unfinished, file, Files.newBufferedWriter(unfinished));
  }

  /**
   * Takes an object; one that is the same on both sides goes nowhere.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void add(Compared object) {
    if (object.verdict() == Verdict.SAME) {
      return;
    }
    try {
      for (Differences list : lists) {
        list.write(object);
      }
      if (repair.isPresent() && object.verdict().mendable()) {
        repair.get().add(object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finishes the table, once all was compared.
   *
   * @throws IOException if it can't be written
   */
  public void finish() throws IOException {
    if (table.isPresent()) {
      table.get().out().close();
      Files.move(table.get().unfinished(), table.get().file(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** How many objects can be sent. */
  public long toSend() {
    return repair.map(Repair::objects).orElse(0L);
  }

  /** The bytes of what can be sent. */
  public long bytesToSend() {
    return repair.map(Repair::bytes).orElse(0L);
  }

  /**
   * Sends what a copy would mend, after its open uploads were aborted.
   *
   * @param landing where the partner's objects land
   * @param sqs the queue's client
   * @param queue the name of the transfer queue
   * @return how many uploads were aborted
   * @throws IOException if what was kept can't be read
   */
  public int send(Place landing, SqsClient sqs, String queue) throws IOException {
    return repair.orElseThrow().send(landing, sqs, queue);
  }

  @Override
  public void close() throws IOException {
    if (table.isPresent()) {
      table.get().out().close();
      Files.deleteIfExists(table.get().unfinished());
    }
    if (repair.isPresent()) {
      repair.get().close();
    }
  }
}
