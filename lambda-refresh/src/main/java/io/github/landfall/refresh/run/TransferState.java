package io.github.landfall.refresh.run;

import java.util.Optional;

/**
 * What a partner's transfer is doing, asked in the order of the data.
 *
 * @param finderRunning whether a finder task still compares source and target
 * @param visible messages that wait in the transfer queue
 * @param inFlight messages that a worker holds
 * @param delayed messages that are not visible yet
 * @param mergeRunning whether parts of large objects are still being merged
 * @param deadLetters messages in the transfer's dead-letter queue: objects that failed five times
 */
public record TransferState(
    boolean finderRunning,
    int visible,
    int inFlight,
    int delayed,
    boolean mergeRunning,
    int deadLetters) {

  /** Why the transfer is not over; empty when it is. */
  Optional<String> stillBusy() {
    if (finderRunning) {
      return Optional.of("the finder is running");
    }
    if (visible + inFlight + delayed > 0) {
      return Optional.of(
          "the transfer queue holds messages: %d visible, %d in flight, %d delayed"
              .formatted(visible, inFlight, delayed));
    }
    return mergeRunning ? Optional.of("a merge is running") : Optional.empty();
  }
}
