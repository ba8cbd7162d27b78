package io.github.landfall.contract.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is that has lasted for an hour or more.
 *
 * @param day how many whole days it had lasted
 * @param at when this was looked up
 * @param objects how many objects had come since its start
 * @param bytes the bytes of those
 * @param waiting how many messages the transfer queue held, an object or a part of one each
 * @param finding whether the finder was still looking for more
 * @param objectsOnDrive how many of the objects were on the drive
 * @param bytesOnDrive the bytes of those
 * @param collected whether nothing of the day's collection is still to come to the drive
 * @param lastArrival when the last object came; the run's start if none had; null if an earlier
 *     version took the snapshot
 * @param listed the queue when the finder was through first; null before
 */
public record ProgressSnapshot(
    int day,
    Instant at,
    long objects,
    long bytes,
    int waiting,
    boolean finding,
    long objectsOnDrive,
    long bytesOnDrive,
    boolean collected,
    Instant lastArrival,
    Backlog listed) {

  /** After this time without an arrival, while messages wait, a transfer has stalled. */
  private static final Duration STALLED = Duration.ofHours(6);

  /**
   * How many messages waited at a time.
   *
   * @param at the time
   * @param waiting how many messages
   */
  public record Backlog(Instant at, int waiting) {}

  /** Since when nothing has arrived, if that is too long; empty if all is well. */
  public Optional<Instant> stalledSince() {
    return waiting > 0 && lastArrival != null && !at.isBefore(lastArrival.plus(STALLED))
        ? Optional.of(lastArrival)
        : Optional.empty();
  }

  /** How long the rest takes at the rate since the finder was through; empty if nobody knows. */
  public Optional<Duration> remaining() {
    if (finding || listed == null || waiting == 0 || waiting >= listed.waiting()) {
      return Optional.empty();
    }
    double seconds = Duration.between(listed.at(), at).toSeconds();
    long left = Math.round(seconds * waiting / (listed.waiting() - waiting));
    return Optional.of(Duration.ofSeconds(left));
  }
}
