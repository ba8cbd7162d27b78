package io.github.landfall.refresh.list;

/** A delivery list that can't be read; its message says where and why. */
public final class BrokenListException extends Exception {

  private static final long serialVersionUID = 1L;

  BrokenListException(String message) {
    super(message);
  }
}
