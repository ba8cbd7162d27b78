package io.github.landfall.refresh.collect;

import io.github.landfall.refresh.run.RunStore.RunId;
import java.time.DateTimeException;
import java.time.Instant;

/** How a run is named in Landfall's own files: {@code 2026-11-23T16:00:07Z run}. */
final class RunIds {

  private RunIds() {}

  static String of(RunId run) {
    return run.start() + " " + kind(run);
  }

  /** Whether it is a transfer run or a sweep, in a word. */
  static String kind(RunId run) {
    return run.sweep() ? "sweep" : "run";
  }

  /**
   * Reads a mark.
   *
   * @param partner the run's partner
   * @param mark the mark
   * @throws IllegalArgumentException if it is none
   */
  static RunId parse(String partner, String mark) {
    String[] words = mark.split(" ", -1);
    try {
      RunId run = new RunId(partner, Instant.parse(words[0]), mark.endsWith(" sweep"));
      if (of(run).equals(mark)) {
        return run;
      }
    } catch (DateTimeException e) {
      throw unreadable(mark, e);
    }
    throw unreadable(mark, null);
  }

  private static IllegalArgumentException unreadable(String mark, Throwable cause) {
    return new IllegalArgumentException(
        "'%s' names no run; expected an instant, a space, and 'run' or 'sweep'".formatted(mark),
        cause);
  }
}
