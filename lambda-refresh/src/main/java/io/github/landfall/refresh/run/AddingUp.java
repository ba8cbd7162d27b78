package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.TransferRecords;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Holds what came with a run against what was queued: queued = arrived + failed + withdrawn.
 *
 * <p>An object that was copied twice arrived once. What others put into the folder meanwhile may
 * hide a difference, and never makes one.
 */
final class AddingUp {

  private final TransferRecords records;

  AddingUp(TransferRecords records) {
    this.records = records;
  }

  /**
   * The delivery with how many objects are not accounted for; as it is if that can't be told.
   *
   * @param run the run, its end known
   * @param own what came with it
   * @param others the partner's other runs and sweeps, the latest first
   */
  Delivery of(Run run, Delivery own, List<Run> others) {
    Optional<Instant> from = from(run, others);
    if (run.sweep() || run.transfer().isEmpty() || from.isEmpty()) {
      return own;
    }
    List<Delivery> all =
        Stream.concat(
                Stream.of(own),
                others.stream()
                    .filter(other -> RunArrivals.dayOf(run, other))
                    .flatMap(other -> other.delivery().stream()))
            .toList();
    if (all.stream().anyMatch(came -> came.known() != Delivery.Known.EACH_OBJECT)) {
      return own;
    }
    WatchedTransfer transfer = run.transfer().get();
    OptionalLong queued = records.queued(transfer, from.get(), run.end());
    long told =
        all.stream().mapToLong(came -> came.objects() + came.folderMarks()).sum()
            + run.failed().count();
    if (queued.isEmpty() || queued.getAsLong() <= told) {
      return queued.isEmpty() ? own : own.withUnaccounted(0);
    }
    OptionalLong withdrawn = records.withdrawn(transfer, from.get());
    return withdrawn.isEmpty()
        ? own
        : own.withUnaccounted(Math.max(0, queued.getAsLong() - told - withdrawn.getAsLong()));
  }

  /** From when on this run's objects were queued: from its finder's start, if that is known. */
  private static Optional<Instant> from(Run run, List<Run> others) {
    return run.ended()
        .flatMap(Phase.Ended::finder)
        .map(FinderEnd::started)
        .or(
            () ->
                others.stream()
                    .filter(other -> !other.sweep() && other.start().isBefore(run.start()))
                    .flatMap(other -> other.ended().stream())
                    .map(Phase.Ended::at)
                    .findFirst());
  }
}
