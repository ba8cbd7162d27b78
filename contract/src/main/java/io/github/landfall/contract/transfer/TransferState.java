package io.github.landfall.contract.transfer;

import java.util.List;

/** What a partner's transfer is doing. */
public sealed interface TransferState {

  /**
   * It is not over.
   *
   * @param reasons why, a part of a sentence each, in the order of the data
   * @param waiting messages in the transfer queue: an object, or a part of one, each
   * @param finderRunning whether the finder still looks for more
   */
  record Busy(List<String> reasons, int waiting, boolean finderRunning) implements TransferState {

    /** Copies the list. */
    public Busy {
      reasons = List.copyOf(reasons);
    }

    /** All reasons, in one line. */
    public String why() {
      return String.join("; ", reasons);
    }
  }

  /** Nothing is left to transfer. */
  record Over() implements TransferState {}
}
