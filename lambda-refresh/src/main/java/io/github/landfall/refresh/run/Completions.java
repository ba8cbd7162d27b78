package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.RunId;
import java.time.Instant;
import java.util.Optional;

/** Brings refresh-complete events and the runs that wait for them together, in either order. */
public interface Completions {

  /**
   * Records which run a refresh belongs to, so that its event finds the run.
   *
   * @param notificationId the id that RefreshCache returned
   * @param run the run that started it
   * @param now the time
   */
  void bind(String notificationId, RunId run, Instant now);

  /** When a refresh was completed; empty while its event has not come. */
  Optional<Instant> completedAt(String notificationId);

  /**
   * Records that a refresh is complete.
   *
   * @param notificationId the id that the event carries
   * @param completedAt when the gateway finished it
   * @param now the time
   * @return the run it belongs to, if it is bound to one already
   */
  Optional<RunId> complete(String notificationId, Instant completedAt, Instant now);
}
