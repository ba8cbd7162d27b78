package io.github.landfall.contract.run;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Instant;
import java.util.Optional;

/**
 * A transfer run: from the transfer alarm's ALARM to the confirmed end, and on to the drive. Or a
 * sweep, which brings to the drive what arrived outside of a transfer.
 *
 * <p>Its id comes from the event itself, so that the same event always finds the same run. The
 * record holds each step that is done; it never holds a step that is not.
 *
 * @param id what it is known by
 * @param transfer the names of the partner's transfer, as the run's latest message told them; empty
 *     in an item of a version that did not keep them
 * @param phase how far its transfer is
 * @param progress how much had come a day or more after its start; empty before
 * @param delivery what came; empty before it was collected
 * @param refreshes its refreshes; empty before the file shares were looked up
 * @param steps its steps that others see
 * @param version counts the writes of this run; 0 before the first
 */
public record Run(
    RunId id,
    Optional<WatchedTransfer> transfer,
    Phase phase,
    Optional<ProgressSnapshot> progress,
    Optional<Delivery> delivery,
    Optional<Refreshes> refreshes,
    Steps steps,
    long version) {

  /** A run that the given change to ALARM opens. */
  public static Run opened(String partner, Instant alarmedAt) {
    return begun(new RunId(partner, alarmedAt, false), new Phase.Busy(alarmedAt));
  }

  /** A sweep at the given time: there is no transfer whose end would have to be confirmed. */
  public static Run swept(String partner, Instant time) {
    return begun(new RunId(partner, time, true), Phase.Ended.at(time, time));
  }

  private static Run begun(RunId id, Phase phase) {
    return new Run(
        id,
        Optional.empty(),
        phase,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Steps.NONE,
        0);
  }

  /** The run's partner. */
  public String partner() {
    return id.partner();
  }

  /** When the alarm that opened the run went to ALARM; a sweep's own time. */
  public Instant start() {
    return id.start();
  }

  /** Whether it is a sweep. */
  public boolean sweep() {
    return id.sweep();
  }

  /** How it ended; empty while the end is not confirmed. */
  public Optional<Phase.Ended> ended() {
    return phase instanceof Phase.Ended ended ? Optional.of(ended) : Optional.empty();
  }

  /**
   * When its end was confirmed.
   *
   * @throws IllegalStateException if it is not confirmed
   */
  public Instant end() {
    return ended()
        .map(Phase.Ended::at)
        .orElseThrow(() -> new IllegalStateException("not ended yet: " + id));
  }

  /** The objects of this run that could not be copied; none before its end. */
  public FailedObjects failed() {
    return ended().map(Phase.Ended::failed).orElse(FailedObjects.NONE);
  }

  /** Why the list of the source is incomplete, so that files may be missing; empty if it is not. */
  public Optional<String> listingFailure() {
    return ended()
        .flatMap(Phase.Ended::finder)
        .filter(finder -> !finder.complete())
        .map(FinderEnd::reason);
  }

  /** How many objects were queued of which nobody knows what became; 0 if that is not known. */
  public long unaccounted() {
    return delivery.map(Delivery::unaccounted).orElse(0L);
  }

  /** Whether files of the source may be missing of which no attempt failed. */
  public boolean mayLack() {
    return listingFailure().isPresent() || unaccounted() > 0;
  }

  /**
   * The run, opened by a check of the deployment.
   *
   * @param time when it was opened
   */
  public Run ofCheck(Instant time) {
    return withPublished(RunStep.KEEP_BACK.text(), time);
  }

  /**
   * Whether people are told nothing of it: a check of the deployment opened it, and nothing came
   * but the check's own file.
   */
  public boolean keptBack() {
    return steps.published().containsKey(RunStep.KEEP_BACK.text())
        && failed().count() == 0
        && !mayLack()
        && delivery.map(came -> came.onlyIn(partner() + "/" + Names.CHECK_FOLDER)).orElse(true);
  }

  /** When all that came was on the drive; empty before. */
  public Optional<Instant> onDrive() {
    return refreshes.flatMap(all -> all.completed(end()));
  }

  /** Whether its report lies on a drive: a share of a partner's folder alone does not show it. */
  public boolean reportShown() {
    return delivery.map(Delivery::report).isPresent()
        && refreshes.orElse(Refreshes.NONE).shares().stream()
            .anyMatch(share -> share.prefix().isEmpty());
  }

  /** The run, of a transfer with these names. */
  public Run withTransfer(WatchedTransfer names) {
    return new Run(id, Optional.of(names), phase, progress, delivery, refreshes, steps, version);
  }

  /** The run, with its transfer as far as it is now. */
  public Run withPhase(Phase now) {
    return new Run(id, transfer, now, progress, delivery, refreshes, steps, version);
  }

  /** The run, a day or more after its start. */
  public Run withProgress(ProgressSnapshot seen) {
    return new Run(id, transfer, phase, Optional.of(seen), delivery, refreshes, steps, version);
  }

  /**
   * The run, its arrivals collected, and no step in progress. A sweep ends with that, for its
   * refreshes have the whole deadline however long the collection was tried.
   */
  public Run withDelivery(Delivery came, Instant time) {
    Phase now = sweep() ? Phase.Ended.at(phase.lastAlarm(), time) : phase;
    return new Run(
        id, transfer, now, progress, Optional.of(came), refreshes, steps.withoutStep(), version);
  }

  /** The run, of whose objects some more came since. */
  public Run withUnaccounted(long number) {
    Delivery known = delivery.orElseThrow().withUnaccounted(number);
    return new Run(id, transfer, phase, progress, Optional.of(known), refreshes, steps, version);
  }

  /** The run, with its refreshes as they are now. */
  public Run withRefreshes(Refreshes now) {
    return new Run(id, transfer, phase, progress, delivery, Optional.of(now), steps, version);
  }

  /** The run, with one refresh in a new state, and no step in progress. */
  public Run withRefresh(int index, FolderRefresh refresh) {
    return withRefreshes(refreshes.orElseThrow().with(index, refresh)).withoutStep();
  }

  /** The run, with one more notice out, and no step in progress. */
  public Run withPublished(String step, Instant time) {
    return withSteps(steps.withPublished(step, time));
  }

  /** The run, about to take a step that others see. */
  public Run withStep(String step) {
    return withSteps(steps.with(step));
  }

  /** The run, with no step in progress. */
  public Run withoutStep() {
    return withSteps(steps.withoutStep());
  }

  private Run withSteps(Steps now) {
    return new Run(id, transfer, phase, progress, delivery, refreshes, now, version);
  }

  /** The run as it stands after a write. */
  public Run withVersion(long number) {
    return new Run(id, transfer, phase, progress, delivery, refreshes, steps, number);
  }
}
