package io.github.landfall.contract.run;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a run is known by.
 *
 * @param partner the run's partner
 * @param start the run's start
 * @param sweep whether it is a sweep and no transfer
 */
public record RunId(String partner, Instant start, boolean sweep) {

  /** How the run is named in Landfall's own files, such as {@code 2026-11-23T16:00:07Z run}. */
  public String mark() {
    return start + " " + kind();
  }

  /** Whether it is a transfer run or a sweep, in a word. */
  public String kind() {
    return sweep ? "sweep" : "run";
  }

  /**
   * Reads a mark.
   *
   * @param partner the run's partner
   * @param mark the mark
   * @throws IllegalArgumentException if it is none
   */
  public static RunId parse(String partner, String mark) {
    try {
      Instant start = Instant.parse(mark.split(" ", -1)[0]);
      RunId run = new RunId(partner, start, mark.endsWith(" sweep"));
      if (run.mark().equals(mark)) {
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
