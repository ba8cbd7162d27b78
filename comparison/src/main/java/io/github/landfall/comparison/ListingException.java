package io.github.landfall.comparison;

/** A bucket could not be listed to its end, so nothing can be said of it. */
public final class ListingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message which bucket, how far the listing came, and why it ended
   * @param cause what ended it; null if it is the listing itself
   */
  public ListingException(String message, Throwable cause) {
    super(message, cause);
  }
}
