package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunStep;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.TransferRecords;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a run as far as it can go now: asks {@link NextStep} what to do, does it, records it.
 *
 * <p>The caller holds the lease on the partner. Each step that others see is recorded before and
 * after it is done: a crash in between repeats it and never loses it.
 */
public final class RunProgress {

  private static final Duration FINDER_BEFORE_ALARM = Duration.ofHours(1);

  /** What people are told of a run in which nothing is wrong. */
  private static final Set<Notice> ORDINARY =
      Set.of(Notice.TRANSFER_STARTED, Notice.TRANSFER_ENDED, Notice.DRIVE_READY);

  private final RunStore store;
  private final Finders finders;
  private final Transfers transfers;
  private final TransferRecords records;
  private final RunArrivals arrivals;
  private final RunShares shares;
  private final RunRefreshes refreshes;
  private final Notices notices;
  private final RunLog log;
  private final InstantSource clock;
  private final Duration deadline;

  /**
   * @param store where runs are recorded
   * @param completions what refresh-complete events have told
   * @param reservations which gateways are at work
   * @param finders how finders ended
   * @param transfers tells whether a transfer is over
   * @param records tells what was to be transferred
   * @param arrivals what arrived in the landing bucket
   * @param gateways the gateways to refresh
   * @param notices tells people
   * @param log tells operators
   * @param clock the time
   * @param deadline how long after the end of a transfer its refreshes may stay unconfirmed
   * @param bucket the landing bucket's name
   */
  public RunProgress(
      RunStore store,
      Completions completions,
      Reservations reservations,
      Finders finders,
      Transfers transfers,
      TransferRecords records,
      Arrivals arrivals,
      Gateways gateways,
      Notices notices,
      RunLog log,
      InstantSource clock,
      Duration deadline,
      String bucket) {
    this.store = store;
    this.finders = finders;
    this.transfers = transfers;
    this.records = records;
    this.notices = notices;
    this.log = log;
    this.clock = clock;
    this.deadline = deadline;
    this.arrivals = new RunArrivals(store, transfers, records, arrivals, log, deadline);
    this.shares = new RunShares(store, reservations, arrivals, gateways, log, deadline, bucket);
    this.refreshes = new RunRefreshes(store, completions, reservations, gateways, log);
  }

  /**
   * Whether a day of a long run is over, and what it brought is to be collected.
   *
   * @param open the run
   */
  public boolean dayDue(Run open) {
    return arrivals.dayDue(open, clock.instant());
  }

  /**
   * Whether a sweep is due: something arrived, and no transfer can have brought it.
   *
   * @param transfer the names of the partner's transfer
   */
  public boolean sweepDue(WatchedTransfer transfer) {
    return arrivals.sweepDue(transfer, clock.instant());
  }

  /**
   * Takes the run on.
   *
   * @param recorded the run as recorded
   * @param transfer the names of the partner's transfer
   * @return how long to wait before looking again; empty when nothing is left to do until another
   *     event comes
   */
  public Optional<Duration> advance(Run recorded, WatchedTransfer transfer) {
    Run run = recorded;
    run.steps().inProgress().ifPresent(step -> log.begunBefore(recorded, step));
    Set<Step> tried = new HashSet<>();
    while (true) {
      Instant now = clock.instant();
      Next next = NextStep.of(run, now, deadline, tried);
      if (next instanceof Step step) {
        run = step.by(new Doing(run, transfer, now));
        tried.add(step);
      } else if (next instanceof Next.Wait wait) {
        Duration length = wait(run, now);
        log.later(run, RunStep.WAIT, wait.reason() + "; looking again in " + length);
        return Optional.of(length);
      } else {
        return Optional.empty();
      }
    }
  }

  private Duration wait(Run run, Instant now) {
    if (run.phase() instanceof Phase.Quiet quiet) {
      return Backoff.after(quiet.since(), now);
    }
    Duration backoff = Backoff.after(run.end(), now);
    Duration remaining = Duration.between(now, run.end().plus(deadline));
    // A sweep that can't be collected goes on beyond the deadline.
    boolean deadlineIsNext = remaining.toSeconds() > 0 && remaining.compareTo(backoff) < 0;
    return deadlineIsNext ? remaining : backoff;
  }

  /** Does a step; what comes of it is the run as recorded then. */
  private final class Doing implements Step.Taker<Run> {

    private final Run run;
    private final WatchedTransfer transfer;
    private final Instant now;

    private Doing(Run run, WatchedTransfer transfer, Instant now) {
      this.run = run;
      this.transfer = transfer;
      this.now = now;
    }

    @Override
    public Run publish(Step.Publish step) {
      if (run.keptBack() && ORDINARY.contains(step.notice())) {
        Run kept = store.save(run.withPublished(step.name(), now));
        log.done(kept, RunStep.KEEP_BACK, step.notice().event() + " is not told: a check");
        return kept;
      }
      Run begun = store.save(run.withStep(step.name()));
      notices.publish(step, begun);
      Run told = store.save(begun.withPublished(step.name(), now));
      log.done(told, step.notice(), "told " + step.audience());
      if (step.notice() == Notice.TRANSFER_STALLED) {
        log.error(told, step.notice(), "nothing has arrived for hours, though messages wait");
      }
      return told;
    }

    @Override
    public Run takeProgress(Step.TakeProgress step) {
      return arrivals.takeProgress(step, run, transfer, now);
    }

    @Override
    public Run confirmEnd() {
      TransferState state = transfers.observe(transfer);
      if (state instanceof TransferState.Busy busy) {
        log.later(run, RunStep.CONFIRM_END, busy.why());
        return run;
      }
      Instant before = endOfTheRunBefore();
      FailedObjects failed = transfers.failed(transfer, before);
      Optional<FinderEnd> finder =
          finders
              .last(run.partner())
              .filter(end -> end.stopped().isAfter(before))
              .or(() -> finderByItsLog(before));
      Run ended =
          store.save(run.withPhase(new Phase.Ended(run.phase().lastAlarm(), now, failed, finder)));
      log.done(ended, RunStep.CONFIRM_END, failed.count() + " objects failed");
      if (!failed.merges().isEmpty()) {
        log.error(
            ended,
            RunStep.CONFIRM_END,
            "merges that failed, or do not end: " + String.join(", ", failed.merges()));
      }
      return ended;
    }

    /**
     * A finder is through after the run has begun, or some minutes before; what an earlier one said
     * in a night without a run is not meant. What can't be read holds up nobody.
     */
    private Optional<FinderEnd> finderByItsLog(Instant before) {
      Instant from = run.start().minus(FINDER_BEFORE_ALARM);
      try {
        Optional<FinderEnd> end =
            records.finder(transfer, from.isAfter(before) ? from : before, now);
        end.filter(found -> !found.complete())
            .ifPresent(found -> log.error(run, RunStep.CONFIRM_END, found.reason()));
        return end;
      } catch (RuntimeException e) {
        log.failed(run, RunStep.CONFIRM_END, e);
        return Optional.empty();
      }
    }

    /** All that was queued until then had been copied or had failed. */
    private Instant endOfTheRunBefore() {
      return store
          .latestUntil(run.partner(), run.start().minusMillis(1))
          .flatMap(Run::ended)
          .map(Phase.Ended::at)
          .orElse(Instant.EPOCH);
    }

    @Override
    public Run collect() {
      return arrivals.collect(run, now);
    }

    @Override
    public Run giveUpCounting() {
      return arrivals.giveUp(run, now);
    }

    @Override
    public Run findShares() {
      return shares.find(run, now);
    }

    @Override
    public Run startRefresh(Step.StartRefresh step) {
      return refreshes.start(step.index(), run, now);
    }

    @Override
    public Run lookForCompletion(Step.LookForCompletion step) {
      return refreshes.lookForCompletion(step.index(), run);
    }
  }
}
