package io.github.landfall.compare;

import io.github.landfall.comparison.ListingException;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.comparison.ComparisonOrder;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes a comparison from phase to phase. Each phase is recorded when it is over, and can be done
 * again: whenever the function is killed, the queue's message brings it back to the phase that was
 * not recorded.
 */
final class ComparisonRun {

  /**
   * How long a comparison waits for a transfer that is under way, or a side that can't be listed.
   */
  static final Duration PATIENCE = Duration.ofDays(1);

  /** How long until it looks again. */
  static final Duration AGAIN = Duration.ofMinutes(15);

  private final Comparisons comparisons;
  private final Transfers transfers;
  private final Slices slices;
  private final Ledger ledger;
  private final Reports reports;
  private final Sending sending;
  private final ComparisonNotices notices;
  private final CompareLog log;
  private final InstantSource clock;

  ComparisonRun(
      Comparisons comparisons,
      Transfers transfers,
      Slices slices,
      Ledger ledger,
      Reports reports,
      Sending sending,
      ComparisonNotices notices,
      CompareLog log,
      InstantSource clock) {
    this.comparisons = comparisons;
    this.transfers = transfers;
    this.slices = slices;
    this.ledger = ledger;
    this.reports = reports;
    this.sending = sending;
    this.notices = notices;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Goes on with a comparison.
   *
   * @param enough whether the invocation's time is nearly up
   * @return when the order is to come again; empty if the comparison is over
   * @throws IOException if the function's disk is full
   */
  Optional<Duration> goOn(ComparisonOrder order, BooleanSupplier enough) throws IOException {
    String partner = order.transfer().partner();
    Instant ordered = Instant.parse(order.time());
    Progress progress =
        comparisons.find(partner, ordered).orElseGet(() -> Progress.ordered(partner, ordered));
    while (progress.phase() != Phase.DONE) {
      Progress next;
      try {
        next = next(order, progress, enough);
      } catch (ListingException e) {
        next = givenUpOrSame(progress, e.getMessage());
      }
      if (next.version() == progress.version()) {
        return Optional.of(AGAIN);
      }
      if (!comparisons.record(next)) {
        log.warn(partner, "somebody else goes on with this comparison");
        return Optional.of(AGAIN);
      }
      progress = next;
      if (enough.getAsBoolean()) {
        return progress.phase() == Phase.DONE ? Optional.empty() : Optional.of(Duration.ZERO);
      }
    }
    return Optional.empty();
  }

  /** The next phase; the same progress if it is to be tried again later. */
  private Progress next(ComparisonOrder order, Progress progress, BooleanSupplier enough)
      throws IOException {
    return switch (progress.phase()) {
      case WAITING -> begin(order, progress);
      case COMPARING -> compare(order, progress, enough);
      case COMPARED -> progress.reported(reports.put(progress));
      case REPORTED -> send(order, progress);
      case SENDING -> progress.sent(sending.send(order.transfer(), progress));
      case SENT -> tellOperations(progress);
      case OPERATIONS_TOLD -> tellProducers(progress);
      case DONE -> progress;
    };
  }

  private Progress compare(ComparisonOrder order, Progress progress, BooleanSupplier enough)
      throws IOException {
    Progress next = slices.next(order, progress, enough);
    log.slice(next);
    return next;
  }

  private Progress begin(ComparisonOrder order, Progress progress) {
    if (transfers.observe(order.transfer()) instanceof TransferState.Busy busy) {
      return givenUpOrSame(
          progress, "a transfer is under way: " + String.join("; ", busy.reasons()));
    }
    return progress.begun(clock.instant());
  }

  private Progress givenUpOrSame(Progress progress, String why) {
    Instant now = clock.instant();
    if (now.isBefore(progress.ordered().plus(PATIENCE))) {
      log.warn(progress.partner(), "later: " + why);
      return progress;
    }
    log.error(progress.partner(), "not compared: " + why);
    return progress.failed(why, now);
  }

  /** A transfer that has begun meanwhile copies by itself what is missing. */
  private Progress send(ComparisonOrder order, Progress progress) {
    if (!order.repair() || progress.mendable() == 0) {
      return progress.to(Phase.SENT);
    }
    if (transfers.observe(order.transfer()) instanceof TransferState.Busy busy) {
      return progress.notSent(String.join("; ", busy.reasons()));
    }
    return progress.to(Phase.SENDING);
  }

  private Progress tellOperations(Progress progress) {
    if (progress.lacking() > 0 || progress.outcome().failure() != null) {
      notices.tellOperations(progress);
    }
    return progress.to(Phase.OPERATIONS_TOLD);
  }

  private Progress tellProducers(Progress progress) {
    if (progress.outcome().sent() > 0 && progress.of(Verdict.NEWER_AT_SOURCE).objects() > 0) {
      notices.tellProducers(progress);
    }
    ledger.delete(progress);
    log.done(progress);
    return progress.to(Phase.DONE);
  }
}
