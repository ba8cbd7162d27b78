package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
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
 * Reads parts one after the other, and fetches the next ones meanwhile: a long transfer leaves
 * thousands of small parts, and the time for them is the bucket's time to answer.
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
      Queue<CompletableFuture<byte[]>> ahead = new ArrayDeque<>();
      for (PartName part : parts) {
        while (next.hasNext() && ahead.size() < AHEAD) {
          String key = next.next().key();
          ahead.add(CompletableFuture.supplyAsync(() -> fetch(key), threads));
        }
        read(part.key(), ahead.remove(), reader);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void read(
      String part, CompletableFuture<byte[]> fetched, Consumer<Arrival> reader) {
    try {
      ArrivalPart.read(new ByteArrayInputStream(fetched.join()), reader);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException told ? told : e;
    } catch (IOException e) {
      throw unreadable(part, e);
    }
  }

  private byte[] fetch(String part) {
    try {
      Optional<InputStream> content = objects.get(part);
      if (content.isEmpty()) {
        throw new IllegalStateException(
            part + " was taken and is gone; expected it until it is forgotten");
      }
      try (InputStream in = content.get()) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw unreadable(part, e);
    }
  }

  private static UncheckedIOException unreadable(String part, IOException e) {
    return new UncheckedIOException(part + " can't be read: " + e.getMessage(), e);
  }
}
