package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent.Due;
import io.github.landfall.refresh.run.Finders.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sees what no run tells: a finder that did not end well, a transfer that was due and did not
 * begin, and a night that brought nothing new.
 *
 * <p>The caller holds the lease on the partner.
 */
public final class NightWatch {

  /** The alarm of a transfer, and its first arrivals, come within some minutes. */
  private static final Duration ALARM_BY_THEN = Duration.ofMinutes(15);

  private static final Duration A_DAY = Duration.ofDays(1);

  private final RunStore store;
  private final Finders finders;
  private final Transfers transfers;
  private final Arrivals arrivals;
  private final Notices notices;
  private final NightLog log;
  private final InstantSource clock;
  private final boolean quietNights;

  /**
   * @param store where runs are recorded
   * @param finders how finders ended
   * @param transfers tells whether a transfer is over
   * @param arrivals what arrived in the landing bucket
   * @param notices tells people
   * @param log tells operators
   * @param clock the time
   * @param quietNights whether producers are told of a night that brought nothing new
   */
  public NightWatch(
      RunStore store,
      Finders finders,
      Transfers transfers,
      Arrivals arrivals,
      Notices notices,
      NightLog log,
      InstantSource clock,
      boolean quietNights) {
    this.store = store;
    this.finders = finders;
    this.transfers = transfers;
    this.arrivals = arrivals;
    this.notices = notices;
    this.log = log;
    this.clock = clock;
    this.quietNights = quietNights;
  }

  /**
   * Takes down how a finder ended. One that finds the queue still busy leaves at once, and well: it
   * has listed nothing, and what is known of the one before stays. Whether it did is not known for
   * certain, so nobody is told here.
   */
  public void ended(String partner, FinderEnd end) {
    if (!end.complete()) {
      log.finderFailed(partner, end);
    } else if (store.latest(partner).filter(run -> busy(run, end.started())).isPresent()) {
      return;
    }
    finders.ended(partner, end);
  }

  private static boolean busy(Run run, Instant time) {
    return run.start().isBefore(time)
        && (run.phase() instanceof Phase.Busy
            || (run.phase() instanceof Phase.Quiet quiet && quiet.since().isAfter(time)));
  }

  /**
   * Looks once at each time that the transfer was due, and once at each finder that ended. What was
   * before the first look is not looked at.
   *
   * @param transfer the names of the partner's transfer
   * @param due when it is due; empty if nobody knows
   */
  public void look(WatchedTransfer transfer, Optional<Due> due) {
    if (due.isEmpty() && !quietNights) {
      return;
    }
    Instant now = clock.instant();
    Optional<Watch> recorded = finders.watch(transfer.partner());
    Watch known = recorded.orElse(new Watch(now, Optional.empty(), Optional.of(now)));
    Watch late = due.map(at -> late(transfer, at.last(now), known)).orElse(known);
    Watch seen = quiet(transfer, late);
    if (recorded.filter(seen::equals).isEmpty()) {
      finders.watched(transfer.partner(), seen);
    }
  }

  /** Operations are told each time, producers once it has gone on for a day. */
  private Watch late(WatchedTransfer transfer, Instant last, Watch known) {
    if (!last.isAfter(known.until())) {
      return known;
    }
    String partner = transfer.partner();
    if (began(transfer, last)) {
      if (store.latest(partner).filter(run -> openSince(run, last)).isPresent()) {
        log.finderRefused(partner, last);
      }
      return new Watch(last, Optional.empty(), known.quiet());
    }
    log.late(partner, last);
    Instant since = known.lateSince().orElse(last);
    Instant aDayLater = since.plus(A_DAY);
    if (!last.isBefore(aDayLater) && known.until().isBefore(aDayLater)) {
      notices.publish(NightNotice.NO_TRANSFER, partner, since);
    }
    return new Watch(last, Optional.of(since), known.quiet());
  }

  /** Whether a run was open at a time, and still is. */
  private static boolean openSince(Run run, Instant time) {
    return run.start().isBefore(time) && run.ended().isEmpty();
  }

  /** Whether a finder ended since a time, or the transfer was or is busy since. */
  private boolean began(WatchedTransfer transfer, Instant due) {
    return finders.last(transfer.partner()).filter(end -> end.stopped().isAfter(due)).isPresent()
        || latestSince(transfer.partner(), due).filter(run -> !run.keptBack()).isPresent()
        || busy(transfer);
  }

  private Optional<Run> latestSince(String partner, Instant since) {
    return store.latest(partner).filter(run -> run.ended().isEmpty() || run.end().isAfter(since));
  }

  private boolean busy(WatchedTransfer transfer) {
    return transfers.observe(transfer) instanceof TransferState.Busy;
  }

  /** Nothing is new if nothing came since the finder began that ended well. */
  private Watch quiet(WatchedTransfer transfer, Watch known) {
    Optional<FinderEnd> finder =
        finders
            .last(transfer.partner())
            .filter(end -> quietNights && end.complete())
            .filter(end -> known.quiet().filter(told -> !end.stopped().isAfter(told)).isEmpty())
            .filter(end -> !clock.instant().isBefore(end.stopped().plus(ALARM_BY_THEN)));
    if (finder.isEmpty()) {
      return known;
    }
    if (!came(transfer, finder.get().started())) {
      notices.publish(NightNotice.NOTHING_NEW, transfer.partner(), finder.get().stopped());
    }
    return new Watch(known.until(), known.lateSince(), Optional.of(finder.get().stopped()));
  }

  private boolean came(WatchedTransfer transfer, Instant since) {
    String partner = transfer.partner();
    return latestSince(partner, since).isPresent()
        || !store.sweepsSince(partner, since).isEmpty()
        || busy(transfer)
        || arrivals.unread(partner) > 0
        || arrivals.waiting(partner).parts() > 0;
  }
}
