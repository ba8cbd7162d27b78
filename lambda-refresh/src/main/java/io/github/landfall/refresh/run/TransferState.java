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

  /** Messages in the transfer queue: an object, or a part of one, each. */
  int waiting() {
    return visible + inFlight + delayed;
  }

  /** Why the transfer is not over; empty when it is. */
  Optional<String> stillBusy() {
    if (finderRunning) {
      return Optional.of("the finder is running");
    }
    if (waiting() > 0) {
      return Optional.of(
          "the transfer queue holds messages: %d visible, %d in flight, %d delayed"
              .formatted(visible, inFlight, delayed));
    }
    return mergeRunning ? Optional.of("a merge is running") : Optional.empty();
  }
}
