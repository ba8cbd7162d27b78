package io.github.landfall.tools.check;

import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a file of a check passes on its way to the drive, as the runs table tells it, in order. */
public enum LiveStep {
  /** The change of the alarm opened a run. */
  BEGUN("live.begun", Duration.ofMinutes(3)),
  /** The alarm went back to OK. */
  QUIET("live.quiet", Duration.ofMinutes(15)),
  /** The function saw that no transfer is in progress. */
  ENDED("live.ended", Duration.ofMinutes(10)),
  /** What arrived was counted. */
  COLLECTED("live.collected", Duration.ofMinutes(10)),
  /** The gateways were told to read the bucket anew. */
  REFRESHING("live.refreshing", Duration.ofMinutes(10)),
  /** All of them have. */
  ON_DRIVE("live.on-drive", Duration.ofMinutes(30));

  private final String text;
  private final Duration atMost;

  LiveStep(String text, Duration atMost) {
    this.text = text;
    this.atMost = atMost;
  }

  /** The key of its text in {@link CheckTexts}. */
  public String text() {
    return text;
  }

  /** How long it may take after the one before. */
  public Duration atMost() {
    return atMost;
  }

  /**
   * When a run passed this step.
   *
   * @param run the run as recorded
   * @param now the time, for a step whose time is not recorded
   * @return the time; empty if it has not
   */
  public Optional<Instant> passed(Run run, Instant now) {
    return switch (this) {
      case BEGUN -> Optional.of(run.start());
      case QUIET ->
          run.phase() instanceof Phase.Quiet quiet
              ? Optional.of(quiet.since())
              : run.ended().map(end -> now);
      case ENDED -> run.ended().map(Phase.Ended::at);
      case COLLECTED -> run.delivery().map(came -> now);
      case REFRESHING -> run.refreshes().flatMap(LiveStep::started);
      case ON_DRIVE -> run.onDrive();
    };
  }

  private static Optional<Instant> started(Refreshes refreshes) {
    return refreshes.all().stream()
        .map(FolderRefresh::started)
        .filter(Objects::nonNull)
        .min(Instant::compareTo);
  }
}
