package io.github.landfall.refresh.run;

import io.github.landfall.refresh.WatchedTransfer;

/** Tells what a partner's transfer is doing. */
public interface Transfers {

  /** Asks the finder, then the transfer queue, then the merge: work only ever moves that way. */
  TransferState observe(WatchedTransfer transfer);
}
