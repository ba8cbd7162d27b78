package io.github.landfall.comparison;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.contract.text.KeyOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Merges two listings, and holds nothing but an object of each. */
public final class Comparison {

  /** Folders that are listed at a time, on each side. */
  private static final int FOLDERS = 8;

  private Comparison() {}

  /**
   * Compares two buckets.
   *
   * @param source where the source's objects are
   * @param landing where the landing bucket's are
   * @param prefixes what keys begin with
   * @param each is told of every object, in the order of keys
   * @throws ListingException if one of them can't be listed to its end, or not in order: then what
   *     was told is no verdict
   */
  public static void run(
      Place source, Place landing, List<String> prefixes, Consumer<Compared> each) {
    run(
        source,
        landing,
        prefixes,
        "",
        object -> {
          each.accept(object);
          return true;
        });
  }

  /**
   * Compares a stretch of two buckets.
   *
   * @param source where the source's objects are
   * @param landing where the landing bucket's are
   * @param prefixes what keys begin with
   * @param after the key after which it begins; empty for all
   * @param each is told of every object, in the order of keys, and says whether to go on
   * @return the last key of which it was told, if it said no; empty if there is nothing more
   * @throws ListingException if one of them can't be listed that far, or not in order: then what
   *     was told is no verdict
   */
  public static Optional<String> run(
      Place source, Place landing, List<String> prefixes, String after, Predicate<Compared> each) {
    ExecutorService threads = Executors.newCachedThreadPool(Comparison::thread);
    try (BucketListing left = new BucketListing(source, prefixes, threads, FOLDERS, after);
        BucketListing right = new BucketListing(landing, prefixes, threads, FOLDERS, after)) {
      return run(left, right, each);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable listing) {
    Thread thread = new Thread(listing, "listing");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Compares.
   *
   * @param source the source's objects
   * @param landing the landing bucket's, with the same keys
   * @param each is told of every object, in the order of keys, and says whether to go on
   * @return the last key of which it was told, if it said no; empty at the end
   * @throws ListingException if one of them can't be listed that far, or not in order: then what
   *     was told is no verdict
   */
  static Optional<String> run(Listing source, Listing landing, Predicate<Compared> each) {
    Optional<Listed> left = source.next();
    Optional<Listed> right = landing.next();
    while (left.isPresent() || right.isPresent()) {
      int order = order(left, right);
      Compared object = compared(left, right, order);
      if (!each.test(object)) {
        return Optional.of(object.key());
      }
      left = order <= 0 ? following(left, source, "the source") : left;
      right = order >= 0 ? following(right, landing, "the landing bucket") : right;
    }
    return Optional.empty();
  }

  private static Compared compared(Optional<Listed> left, Optional<Listed> right, int order) {
    if (order == 0) {
      return Compared.both(left.orElseThrow(), right.orElseThrow());
    }
    return order < 0 ? Compared.missing(left.orElseThrow()) : Compared.gone(right.orElseThrow());
  }

  private static int order(Optional<Listed> left, Optional<Listed> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? 1 : -1;
    }
    return KeyOrder.UTF_8.compare(left.get().key(), right.get().key());
  }

  private static Optional<Listed> following(
      Optional<Listed> before, Listing listing, String where) {
    Optional<Listed> next = listing.next();
    if (next.isPresent()
        && KeyOrder.UTF_8.compare(before.orElseThrow().key(), next.get().key()) >= 0) {
      throw new ListingException(
          "%s is not listed in the order of keys: '%s' came after '%s'"
              .formatted(where, next.get().key(), before.get().key()),
          null);
    }
    return next;
  }
}
