package io.github.landfall.rehearsal.stage;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wish to end a rehearsal early, as by Ctrl-C; the stage heeds it between two ticks. */
public final class Ending {

  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  /** Asks for the end. */
  public void ask() {
    asked.complete(null);
  }

  /**
   * Goes on only if nobody asked for the end.
   *
   * @throws CancellationException if somebody did
   */
  void check() {
    if (asked.isDone()) {
      throw new CancellationException("the rehearsal was ended early");
    }
  }

  /** Waits for a while, or until the end is asked for. */
  void pause(Duration time) {
    await(asked, time);
  }

  /** Waits for something, or until the end is asked for. */
  public void await(CompletableFuture<?> something) {
    await(CompletableFuture.anyOf(asked, something), Duration.ofDays(1));
  }

  private static void await(CompletableFuture<?> future, Duration time) {
    try {
      future.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The time is over, which is what was waited for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
