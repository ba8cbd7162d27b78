package io.github.landfall.tools.redrive;

import software.amazon.awssdk.services.sqs.model.Message;

/** Tells to which queue a message of a dead-letter queue belongs. */
@FunctionalInterface
public interface Destination {

  /** That it can't be told; the message says why. */
  final class UnknownException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message why, and what to do
     */
    public UnknownException(String message) {
      super(message);
    }
  }

  /**
   * The queue of a message.
   *
   * @return the queue's URL
   * @throws UnknownException if it can't be told
   */
  String of(Message message) throws UnknownException;
}
