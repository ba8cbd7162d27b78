package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers runs, so that each step is taken once however often an event is delivered. */
public interface RunStore {

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
   * @param maximum how many at most
   */
  List<Run> recent(String partner, int maximum);

  /** A partner's sweeps that started at or after a time, the latest first. */
  List<Run> sweepsSince(String partner, Instant time);

  /**
   * Records a run.
   *
   * @param run the run, changed from the version it carries
   * @return the run with its new version
   * @throws OvertakenException if somebody else wrote the run since
   */
  Run save(Run run);

  /** Somebody else wrote the same run in the meantime. */
  final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param run the run that could not be written
     */
    public OvertakenException(Run run) {
      super(
          "the run of %s at %s was written by somebody else since version %d"
              .formatted(run.partner(), run.start(), run.version()));
    }
  }
}
