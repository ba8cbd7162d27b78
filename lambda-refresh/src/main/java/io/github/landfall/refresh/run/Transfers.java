package io.github.landfall.refresh.run;

import io.github.landfall.contract.transfer.WatchedTransfer;
import java.util.List;

/** Tells what a partner's transfer is doing. */
public interface Transfers {

  /** Asks the finder, then the transfer queue, then the merge: work only ever moves that way. */
  TransferState observe(WatchedTransfer transfer);

  /** How many messages of a partner's arrivals queue are not in parts yet, whatever their state. */
  int unreadArrivals(String partner);

  /**
   * Names objects that could not be copied.
   *
   * @param transfer the transfer
   * @param most how many at most
   * @return their keys at the source, some of those in the transfer's dead-letter queue
   */
  List<String> failed(WatchedTransfer transfer, int most);
}
