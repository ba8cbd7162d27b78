package io.github.landfall.contract.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells what was to be transferred, so that it can be held against what came. */
public interface TransferRecords {

  /**
   * How many objects were queued; an object twice if it was queued twice.
   *
   * @param transfer the transfer
   * @param from the begin, inclusive to the minute
   * @param to the end
   * @return the number; empty if nobody knows
   */
  OptionalLong queued(WatchedTransfer transfer, Instant from, Instant to);

  /**
   * How the finder ended, by its log. An ECS task's end is told by its event instead.
   *
   * @param transfer the transfer
   * @param from the begin of the time in which it ended
   * @param to the end of that time
   * @return its end; empty if its log tells nothing of that time
   */
  Optional<FinderEnd> finder(WatchedTransfer transfer, Instant from, Instant to);

  /**
   * How many objects were gone at the source when it was their turn.
   *
   * @param transfer the transfer
   * @param since from when on
   * @return the number; empty if nobody knows
   */
  OptionalLong withdrawn(WatchedTransfer transfer, Instant since);
}
