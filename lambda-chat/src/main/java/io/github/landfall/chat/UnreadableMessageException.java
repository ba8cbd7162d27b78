package io.github.landfall.chat;

/** A message of the queue that is no notification of SNS. */
final class UnreadableMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableMessageException(String message) {
    super(message);
  }
}
