package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Reads parts, and gives their arrivals one after the other. The next parts are read meanwhile: a
 * long transfer leaves thousands of small parts, and the time for them is the bucket's time to
 * answer.
 */
final class PartsReader {

  /** As many connections as Java keeps to one server. */
  private static final int AHEAD = 5;

  private final BucketObjects objects;

  PartsReader(BucketObjects objects) {
    this.objects = objects;
  }

  /**
   * Reads parts in their order.
   *
   * @param parts the parts
   * @param reader is given each arrival, in the caller's thread
   * @throws UncheckedIOException if a part can't be read; the message names it
   * @throws IllegalStateException if a part is not there
   */
  void read(List<PartName> parts, Consumer<Arrival> reader) {
    ExecutorService threads = Executors.newFixedThreadPool(AHEAD);
    try {
      Iterator<PartName> next = parts.iterator();
      Queue<CompletableFuture<List<Arrival>>> ahead = new ArrayDeque<>();
      while (next.hasNext() || !ahead.isEmpty()) {
        while (next.hasNext() && ahead.size() < AHEAD) {
          String key = next.next().key();
          ahead.add(CompletableFuture.supplyAsync(() -> read(key), threads));
        }
        arrivals(ahead.remove()).forEach(reader);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Arrival> arrivals(CompletableFuture<List<Arrival>> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException told ? told : e;
    }
  }

  private List<Arrival> read(String part) {
    List<Arrival> arrivals = new ArrayList<>();
    try {
      Optional<InputStream> content = objects.get(part);
      if (content.isEmpty()) {
        throw new IllegalStateException(
            part + " was taken and is gone; expected it until it is forgotten");
      }
      ArrivalPart.read(content.get(), arrivals::add);
    } catch (IOException e) {
      throw new UncheckedIOException(part + " can't be read: " + e.getMessage(), e);
    }
    return arrivals;
  }
}
