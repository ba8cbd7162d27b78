package io.github.landfall.refresh.run;

import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.run.RunStore.RunId;
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

  /**
   * A refresh whose completion is lost holds up other runs no longer than this. One that really
   * takes longer is not harmed: a gateway takes two at a time, and refuses a third.
   */
  private static final Duration RESERVED_AT_MOST = Duration.ofHours(1);

  private final RunStore store;
  private final Transfers transfers;
  private final RunArrivals collection;
  private final RunShares shares;
  private final Gateways gateways;
  private final Notices notices;
  private final RunLog log;
  private final InstantSource clock;
  private final Duration deadline;

  /**
   * @param store where runs are recorded
   * @param transfers tells whether a transfer is over
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
      Transfers transfers,
      Arrivals arrivals,
      Gateways gateways,
      Notices notices,
      RunLog log,
      InstantSource clock,
      Duration deadline,
      String bucket) {
    this.store = store;
    this.transfers = transfers;
    this.gateways = gateways;
    this.notices = notices;
    this.log = log;
    this.clock = clock;
    this.deadline = deadline;
    this.collection = new RunArrivals(store, transfers, arrivals, log);
    this.shares = new RunShares(store, arrivals, gateways, log, deadline, bucket);
  }

  /**
   * Whether a sweep is due: something arrived, and no transfer can have brought it.
   *
   * @param transfer the names of the partner's transfer
   */
  public boolean sweepDue(WatchedTransfer transfer) {
    return collection.sweepDue(transfer, clock.instant());
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
    if (run.inHand() != null) {
      log.unexpected(run, run.inHand(), "begun before and not recorded as done; doing it again");
    }
    Set<Step> tried = new HashSet<>();
    while (true) {
      Instant now = clock.instant();
      Step next = NextStep.of(run, now, deadline, tried);
      if (next instanceof Step.Finish) {
        return Optional.empty();
      } else if (next instanceof Step.Wait wait) {
        Duration length = wait(run, now);
        log.later(run, "wait", wait.reason() + "; looking again in " + length);
        return Optional.of(length);
      }
      run = take(next, run, transfer, now);
      tried.add(next);
    }
  }

  private Duration wait(Run run, Instant now) {
    if (run.ended() == null) {
      return Backoff.after(run.quiet(), now);
    }
    Duration patience = Backoff.after(run.ended(), now);
    Duration left = Duration.between(now, run.ended().plus(deadline));
    // A sweep that can't be collected goes on beyond the deadline.
    boolean deadlineIsNext = left.toSeconds() > 0 && left.compareTo(patience) < 0;
    return deadlineIsNext ? left : patience;
  }

  private Run take(Step step, Run run, WatchedTransfer transfer, Instant now) {
    if (step instanceof Step.Publish publish) {
      return publish(publish, run, now);
    } else if (step instanceof Step.ConfirmEnd) {
      return confirmEnd(run, transfer, now);
    } else if (step instanceof Step.TakeProgress look) {
      return collection.interim(look, run, transfer, now);
    } else if (step instanceof Step.CollectArrivals) {
      return collection.collect(run, transfer, now);
    } else if (step instanceof Step.GiveUpCounting) {
      return collection.giveUp(run, transfer, now);
    } else if (step instanceof Step.FindShares) {
      return shares.find(run, now);
    } else if (step instanceof Step.StartRefresh start) {
      return startRefresh(start.index(), run, now);
    } else if (step instanceof Step.LookForCompletion look) {
      return lookForCompletion(look.index(), run, now);
    }
    throw new IllegalStateException("no such step: " + step);
  }

  private Run publish(Step.Publish step, Run run, Instant now) {
    Run begun = store.save(run.withInHand(step.name()));
    notices.publish(step, begun);
    Run told = store.save(begun.withPublished(step, now));
    log.done(told, step.notice().event(), "told " + step.audience());
    return told;
  }

  private Run confirmEnd(Run run, WatchedTransfer transfer, Instant now) {
    TransferState state = transfers.observe(transfer);
    Optional<String> busy = state.stillBusy();
    if (busy.isPresent()) {
      log.later(run, "confirm-end", busy.get());
      return run;
    }
    Run ended = store.save(run.endedAt(now, state.deadLetters()));
    log.done(ended, "confirm-end", state.deadLetters() + " objects in the dead-letter queue");
    return ended;
  }

  /** One gateway's failure must not hold up the others. */
  private Gateways.Outcome refresh(FolderRefresh refresh, Run run) {
    try {
      return gateways.refresh(refresh.share(), refresh.call());
    } catch (RuntimeException e) {
      log.failed(run, "refresh", e);
      return new Gateways.Outcome.NotNow(e.toString());
    }
  }

  private Run startRefresh(int index, Run run, Instant now) {
    FolderRefresh refresh = run.refreshes().get(index);
    RunId name = run.name();
    if (!store.reserve(refresh.gateway(), name, now, now.plus(RESERVED_AT_MOST))) {
      log.later(run, "refresh", "the gateway is reserved or was called just now: " + refresh);
      return run;
    }
    Run begun = store.save(run.withInHand("refresh " + index));
    Gateways.Outcome outcome = refresh(refresh, begun);
    if (outcome instanceof Gateways.Outcome.Started started) {
      Run going =
          store.save(begun.withRefresh(index, refresh.startedAt(now, started.notificationId())));
      log.done(going, "refresh", "started: " + going.refreshes().get(index));
      return going;
    }
    store.free(refresh.gateway(), name);
    if (outcome instanceof Gateways.Outcome.Refused refusal) {
      Run refused = store.save(begun.withRefresh(index, refresh.refused(refusal.reason())));
      log.unexpected(refused, "refresh", "refused: " + refused.refreshes().get(index));
      return refused;
    }
    String reason = ((Gateways.Outcome.NotNow) outcome).reason();
    Run putOff = store.save(begun.withRefresh(index, refresh.putOff(reason)));
    log.later(putOff, "refresh", "not now: " + putOff.refreshes().get(index));
    return putOff;
  }

  private Run lookForCompletion(int index, Run run, Instant now) {
    FolderRefresh refresh = run.refreshes().get(index);
    RunId name = run.name();
    Optional<Instant> completed = store.bind(refresh.notificationId(), name, now);
    if (completed.isEmpty()) {
      return run;
    }
    store.free(refresh.gateway(), name);
    Run done = store.save(run.withRefresh(index, refresh.completedAt(completed.get())));
    log.done(done, "refresh-complete", done.refreshes().get(index).toString());
    return done;
  }
}
