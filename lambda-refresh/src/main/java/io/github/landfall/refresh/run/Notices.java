package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.Run;
import java.time.Instant;

/** Tells people. */
public interface Notices {

  /** Publishes a notice about a run. */
  void publish(Step.Publish notice, Run run);

  /**
   * Tells producers of a night without a run.
   *
   * @param notice what to tell
   * @param partner whose night
   * @param time when the source was listed, or since when no transfer has begun
   */
  void publish(NightNotice notice, String partner, Instant time);
}
