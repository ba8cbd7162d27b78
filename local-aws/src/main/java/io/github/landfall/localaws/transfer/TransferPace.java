package io.github.landfall.localaws.transfer;

import java.time.Duration;

/**
 * How fast a hub works, in virtual time.
 *
 * @param finderStart from the schedule's minute until the finder begins to list
 * @param keysPerPage how many keys of the source the finder compares at a time
 * @param pagesPerMinute how many such pages it gets through in a minute
 * @param workers how many objects are copied at a time
 * @param objectsPerMinute how many small objects a worker copies in a minute at most
 * @param bytesPerMinute how many bytes a worker copies in a minute at most
 * @param largeObject from how many bytes on the edition {@link Edition#EC2} splits an object
 * @param merge how long the merge of a split object takes
 */
public record TransferPace(
    Duration finderStart,
    int keysPerPage,
    double pagesPerMinute,
    int workers,
    double objectsPerMinute,
    double bytesPerMinute,
    long largeObject,
    Duration merge) {

  /** Checks that the work ends. */
  public TransferPace {
    if (keysPerPage < 1
        || pagesPerMinute <= 0
        || workers < 1
        || objectsPerMinute <= 0
        || bytesPerMinute <= 0) {
      throw new IllegalArgumentException("a hub of this pace never ends its work");
    }
  }

  /** What DTH documents: a worker copies 10 small objects a second, or 1 GB a minute. */
  public static TransferPace documented(int workers) {
    return new TransferPace(
        Duration.ofMinutes(1), 1000, 600, workers, 600, 1e9, 1L << 30, Duration.ofMinutes(3));
  }

  /** How long a worker takes for an object. */
  Duration copying(long size) {
    double minutes = Math.max(size / bytesPerMinute, 1 / objectsPerMinute);
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }

  /** How long the finder takes for a number of pages. */
  Duration listing(int pages) {
    return Duration.ofMillis(Math.round(pages / pagesPerMinute * 60_000));
  }

  /** The same with another finder. */
  public TransferPace withFinder(int keys, double pages) {
    return new TransferPace(
        finderStart, keys, pages, workers, objectsPerMinute, bytesPerMinute, largeObject, merge);
  }

  /** The same with other workers. */
  public TransferPace withWorkers(int number, double objects) {
    return new TransferPace(
        finderStart,
        keysPerPage,
        pagesPerMinute,
        number,
        objects,
        bytesPerMinute,
        largeObject,
        merge);
  }
}
