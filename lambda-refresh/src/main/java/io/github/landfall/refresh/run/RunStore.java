package io.github.landfall.refresh.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers runs, so that each step is taken once however often an event is delivered. */
public interface RunStore {

  /**
   * The right to work on a partner's runs, held by one at a time.
   *
   * @param partner the partner
   * @param owner who holds it
   */
  record Lease(String partner, String owner) {}

  /**
   * What a run is known by.
   *
   * @param partner the run's partner
   * @param start the run's start
   * @param sweep whether it is a sweep and no transfer
   */
  record RunId(String partner, Instant start, boolean sweep) {}

  /**
   * Takes the lease on a partner.
   *
   * @param partner the partner
   * @param now the time
   * @param length after which the lease is free again even if its holder died
   * @return the lease; empty while somebody else holds it
   */
  Optional<Lease> lease(String partner, Instant now, Duration length);

  /** Gives a lease back; does nothing if it has passed to somebody else. */
  void release(Lease lease);

  /** The run of a name. */
  Optional<Run> find(RunId name);

  /** A partner's latest run, sweeps aside. */
  Optional<Run> latest(String partner);

  /** A partner's latest run that started at or before a time, sweeps aside. */
  Optional<Run> latestUntil(String partner, Instant time);

  /**
   * A partner's runs and sweeps, the latest first.
   *
   * @param partner the partner
   * @param most how many at most
   */
  List<Run> recent(String partner, int most);

  /**
   * Records a run.
   *
   * @param run the run, changed from the version it carries
   * @return the run with its new version
   * @throws OvertakenException if somebody else wrote the run since
   */
  Run save(Run run);

  /**
   * Records which run a refresh belongs to.
   *
   * @return when the refresh was completed, if its event came before
   */
  Optional<Instant> bind(String notificationId, RunId run, Instant now);

  /**
   * Records that a refresh is complete.
   *
   * @return the run it belongs to, if it is bound to one already
   */
  Optional<RunId> complete(String notificationId, Instant completedAt, Instant now);

  /**
   * Reserves a gateway for a run, at least a minute after the last call to it.
   *
   * @param gateway the gateway's ARN
   * @param run the run that wants to call it
   * @param now the time
   * @param until when the gateway is free again even if no completion comes
   * @return whether the gateway is the run's now
   */
  boolean reserve(String gateway, RunId run, Instant now, Instant until);

  /** Frees a gateway for the next refresh; does nothing if another run has reserved it. */
  void free(String gateway, RunId run);

  /** Somebody else wrote the same run in the meantime. */
  final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param run the run that could not be written
     * @param cause the store's own error
     */
    public OvertakenException(Run run, Throwable cause) {
      super(
          "the run of %s at %s was written by somebody else since version %d"
              .formatted(run.partner(), run.start(), run.version()),
          cause);
    }
  }
}
