package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.RunId;
import java.time.Duration;
import java.time.Instant;

/** Lets a gateway work for one run at a time. */
public interface Reservations {

  /**
   * Reserves a gateway for a run, and records that the run calls it now.
   *
   * @param gateway the gateway's ARN
   * @param run the run that wants to call it
   * @param now the time
   * @param sinceLastCall how long ago the last call to the gateway must be at least
   * @param length after which the gateway is free again even if no completion comes
   * @return whether the gateway is the run's now
   */
  boolean reserve(String gateway, RunId run, Instant now, Duration sinceLastCall, Duration length);

  /** Frees a gateway for the next refresh; does nothing if another run has reserved it. */
  void free(String gateway, RunId run);
}
