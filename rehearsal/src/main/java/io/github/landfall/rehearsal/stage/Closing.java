package io.github.landfall.rehearsal.stage;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first, and goes on when one of them fails. */
final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T opened) {
    open.push(opened);
    return opened;
  }

  /** Closes everything because of a failure, which keeps the failures of closing. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() {
    IllegalStateException failed = null;
    while (!open.isEmpty()) {
      AutoCloseable next = open.pop();
      try {
        next.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failed = failed(failed, next, e);
      } catch (Exception e) {
        failed = failed(failed, next, e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static IllegalStateException failed(
      IllegalStateException before, AutoCloseable which, Exception e) {
    IllegalStateException failed =
        before == null ? new IllegalStateException("not everything could be closed") : before;
    failed.addSuppressed(
        new IllegalStateException("closing " + which.getClass().getSimpleName(), e));
    return failed;
  }
}
