package io.github.landfall.contract.transfer;

import java.time.Instant;
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
   * How many objects were gone at the source when it was their turn.
   *
   * @param transfer the transfer
   * @param since from when on
   * @return the number; empty if nobody knows
   */
  OptionalLong withdrawn(WatchedTransfer transfer, Instant since);
}
