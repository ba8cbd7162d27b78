package io.github.landfall.contract.run;

import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import java.time.Instant;
import java.util.Optional;

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
   * @param failed the objects of this run that could not be copied
   * @param finder how the finder ended that listed the source for this run; empty if nobody told
   */
  record Ended(Instant lastAlarm, Instant at, FailedObjects failed, Optional<FinderEnd> finder)
      implements Phase {

    /** The end of a run of which nothing is known but its time. */
    public static Ended at(Instant lastAlarm, Instant time) {
      return new Ended(lastAlarm, time, FailedObjects.NONE, Optional.empty());
    }
  }
}
