package io.github.landfall.localaws.function;

/** A function's handler failed on one event; the function takes the next one. */
public final class FunctionException extends RuntimeException {

  /**
   * Makes an exception of what the function reported.
   *
   * @param errorType the class of the exception that the handler threw
   * @param errorMessage its message
   */
  public FunctionException(String errorType, String errorMessage) {
    super(errorType + ": " + errorMessage);
  }
}
