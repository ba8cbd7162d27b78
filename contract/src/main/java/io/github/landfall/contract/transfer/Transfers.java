package io.github.landfall.contract.transfer;

import java.time.Instant;

/** Tells what a partner's transfer is doing. */
public interface Transfers {

  /** Whether a transfer is busy, and why; or over. */
  TransferState observe(WatchedTransfer transfer);

  /**
   * The objects that could not be copied.
   *
   * @param transfer the transfer
   * @param since what was queued before is of an earlier run, and is not counted
   */
  FailedObjects failed(WatchedTransfer transfer, Instant since);
}
