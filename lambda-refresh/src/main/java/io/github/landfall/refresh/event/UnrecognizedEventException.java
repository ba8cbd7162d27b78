package io.github.landfall.refresh.event;

/** A message of the run queue is none of the events that the function knows. */
public final class UnrecognizedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found and what was expected
   */
  public UnrecognizedEventException(String message) {
    super(message);
  }

  /**
   * @param message what was found and what was expected
   * @param cause the reader's own error
   */
  public UnrecognizedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
