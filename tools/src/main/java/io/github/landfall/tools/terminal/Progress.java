package io.github.landfall.tools.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Tells a person that a long command goes on: one line, rewritten about once a second. */
public final class Progress {

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final PrintWriter err;
  private final InstantSource clock;
  private final boolean wanted;
  private Instant shownAt;
  private int width;

  /**
   * @param err a terminal, or what {@code wanted} says
   * @param wanted whether anything is told
   */
  public Progress(PrintWriter err, InstantSource clock, boolean wanted) {
    this.err = err;
    this.clock = clock;
    this.wanted = wanted;
    this.shownAt = clock.instant();
  }

  /**
   * Whether progress is told: it was asked for, or stderr is a terminal, which only the script that
   * starts Java can tell.
   */
  public static boolean wanted(boolean asked) {
    return asked || Boolean.getBoolean("landfall.progress");
  }

  /**
   * Shows how far it is, if a second has passed.
   *
   * @param howFar gives the line; asked for only if it is shown
   */
  public void show(Supplier<String> howFar) {
    if (!wanted) {
      return;
    }
    Instant now = clock.instant();
    if (Duration.between(shownAt, now).compareTo(BETWEEN) < 0) {
      return;
    }
    shownAt = now;
    String line = howFar.get();
    err.print("\r" + line);
    err.flush();
    width = line.length();
  }

  /** Takes the line away, to make room for others. */
  public void clear() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }
}
