package io.github.landfall.refresh.run;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before looking again: the longer it has lasted, the less often. */
final class Backoff {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private Backoff() {}

  /**
   * A tenth of the time waited so far, between one and fifteen minutes.
   *
   * <p>So ten days of waiting take fewer than the run queue's 1,000 receives.
   *
   * @param since when the waiting began
   * @param now the time
   */
  static Duration after(Instant since, Instant now) {
    Duration tenth = Duration.between(since, now).dividedBy(10);
    if (tenth.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
  }
}
