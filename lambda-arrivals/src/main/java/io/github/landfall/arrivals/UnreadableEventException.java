package io.github.landfall.arrivals;

/** A message that is no event of S3's; says what was found and what was expected. */
public final class UnreadableEventException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message);
  }

  UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
