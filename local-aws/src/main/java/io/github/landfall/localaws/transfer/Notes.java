package io.github.landfall.localaws.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What workers have to note of their objects, done in its order while they copy the next ones.
 * Nothing is left to do when it is closed.
 */
final class Notes implements AutoCloseable {

  private final List<CompletableFuture<Void>> all = new ArrayList<>();
  private ExecutorService thread;

  /** Has something noted, after all that was added before. */
  void add(Runnable note) {
    if (thread == null) {
      thread = Executors.newSingleThreadExecutor();
    }
    all.add(CompletableFuture.runAsync(note, thread));
  }

  /**
   * Waits for all that is to be noted.
   *
   * @throws RuntimeException the first that a note threw
   */
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    thread.shutdown();
    try {
      all.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException told ? told : e;
    }
  }
}
