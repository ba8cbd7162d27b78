package io.github.landfall.tools;

/** Why a command did not do what it was asked for, in one line for the person who called it. */
public final class ToolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what is wrong, what was expected, and what to do
   */
  public ToolException(String message) {
    super(message);
  }
}
