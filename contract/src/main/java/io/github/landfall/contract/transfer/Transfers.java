package io.github.landfall.contract.transfer;

import java.util.List;

/** Tells what a partner's transfer is doing. */
public interface Transfers {

  /** Whether a transfer is busy, and why; or over, and what failed. */
  TransferState observe(WatchedTransfer transfer);

  /**
   * Names objects that could not be copied.
   *
   * @param transfer the transfer
   * @param maximum how many at most
   * @return their keys at the source, some of those in the transfer's dead-letter queue
   */
  List<String> failed(WatchedTransfer transfer, int maximum);
}
