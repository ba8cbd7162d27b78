package io.github.landfall.contract.run;

import java.time.Instant;

/** How far a run's transfer is. */
public sealed interface Phase {

  /** The latest change to ALARM that belongs to the run; of a sweep, its own start. */
  Instant lastAlarm();

  /** The transfer alarm is in ALARM. */
  record Busy(Instant lastAlarm) implements Phase {}

  /**
   * The alarm went back to OK; the end is not confirmed.
   *
   * @param since when it did
   */
  record Quiet(Instant lastAlarm, Instant since) implements Phase {}

  /**
   * The end is confirmed. A sweep has no transfer whose end would have to be.
   *
   * @param at when it was confirmed; of a sweep its start, and when it was collected after that
   * @param failedObjects how many objects lay in the transfer's dead-letter queue
   */
  record Ended(Instant lastAlarm, Instant at, int failedObjects) implements Phase {}
}
