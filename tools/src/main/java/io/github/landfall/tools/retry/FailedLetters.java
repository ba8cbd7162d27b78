package io.github.landfall.tools.retry;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Compared;
import io.github.landfall.comparison.ListingException;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.transfer.TransferMessage;
import io.github.landfall.tools.redrive.DeadLetterQueue;
import io.github.landfall.tools.redrive.HeldMessages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.model.Message;

/** The dead letters of a transfer, by their objects. Closed, it shows those that are left. */
public final class FailedLetters implements AutoCloseable {

  /** How many objects are looked for at a time: the source is far away. */
  private static final int AT_A_TIME = 16;

  private final HeldMessages messages;
  private final Map<String, List<Message>> byKey = new TreeMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private final int count;

  private FailedLetters(DeadLetterQueue queue) {
    messages = new HeldMessages(queue);
    for (List<Message> some = messages.next(); !some.isEmpty(); some = messages.next()) {
      some.forEach(this::add);
    }
    count = messages.size();
  }

  private void add(Message message) {
    TransferMessage object = TransferMessage.of(message.body());
    object
        .key()
        .ifPresentOrElse(
            key -> byKey.computeIfAbsent(key, same -> new ArrayList<>()).add(message),
            () -> unreadable.add(object.name()));
  }

  /** Receives all that the queue has, and hides it for some minutes. */
  public static FailedLetters receive(DeadLetterQueue queue) {
    return new FailedLetters(queue);
  }

  /** How many dead letters there are. */
  public int count() {
    return count;
  }

  /** What the letters say that name no object. */
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  /**
   * The objects as they are now, in the order of their keys.
   *
   * @return nothing for an object that is on neither side
   * @throws ListingException if one of the buckets can't be listed
   */
  public Map<String, Optional<Compared>> objects(Place source, Place landing) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      Map<String, Future<Optional<Compared>>> sought = new LinkedHashMap<>();
      byKey
          .keySet()
          .forEach(
              key -> sought.put(key, threads.submit(() -> Compared.find(source, landing, key))));
      Map<String, Optional<Compared>> objects = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Optional<Compared>>> object : sought.entrySet()) {
        objects.put(object.getKey(), object.getValue().get());
      }
      return objects;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ListingException listing
          ? listing
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ListingException("the search was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * The letters of objects that are copied once more, or that no copy is owed: all but archived.
   */
  public List<Message> done(Map<String, Optional<Compared>> objects) {
    return objects.entrySet().stream()
        .filter(
            object ->
                object.getValue().map(Compared::verdict).stream()
                    .noneMatch(Verdict.NOT_COPYABLE::equals))
        .map(object -> byKey.get(object.getKey()))
        .flatMap(Collection::stream)
        .toList();
  }

  /**
   * Deletes letters.
   *
   * @return how many SQS deleted
   */
  public int delete(List<Message> letters) {
    int before = messages.size();
    for (int from = 0; from < letters.size(); from += DeadLetterQueue.BATCH) {
      messages.delete(
          letters.subList(from, Math.min(letters.size(), from + DeadLetterQueue.BATCH)));
    }
    return before - messages.size();
  }

  /** How many letters are not deleted. */
  public int left() {
    return messages.size();
  }

  @Override
  public void close() {
    messages.show();
  }
}
