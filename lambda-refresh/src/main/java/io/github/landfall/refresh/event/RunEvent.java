package io.github.landfall.refresh.event;

import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What the run queue delivers: news of a partner's transfer alarm, of its finder, or of a finished
 * refresh, or the time for a sweep.
 */
public sealed interface RunEvent {

  /**
   * A transfer alarm went to ALARM, from whatever state, or from there to OK.
   *
   * @param transfer the names of the transfer that the alarm watches
   * @param state the state it is in now
   * @param alarmedAt when it went to ALARM, whichever way this change goes: from this a run takes
   *     its name
   * @param changedAt when this change happened
   * @param check whether a check of the deployment set it to ALARM, of which nobody is to be told
   */
  record AlarmChange(
      WatchedTransfer transfer, State state, Instant alarmedAt, Instant changedAt, boolean check)
      implements RunEvent {

    /** A change that nobody made but CloudWatch. */
    public AlarmChange(
        WatchedTransfer transfer, State state, Instant alarmedAt, Instant changedAt) {
      this(transfer, state, alarmedAt, changedAt, false);
    }

    /** The two states that a transfer alarm moves between. */
    public enum State {
      /** Objects are being transferred. */
      ALARM,
      /** The transfer queue has been quiet for the configured minutes. */
      OK
    }
  }

  /**
   * A gateway finished a refresh that somebody started.
   *
   * @param notificationId the id that RefreshCache returned when it was started
   * @param completedAt when the gateway finished it
   */
  record RefreshComplete(String notificationId, Instant completedAt) implements RunEvent {}

  /**
   * A finder's task stopped.
   *
   * @param transfer the names of the transfer whose finder it is
   * @param end how it ended
   */
  record FinderStopped(WatchedTransfer transfer, FinderEnd end) implements RunEvent {}

  /**
   * It is time to see what arrived outside of a run, and how far a long run is.
   *
   * @param transfer the names of the transfer of the partner whose arrivals are meant
   * @param at the time that the schedule says
   * @param due when the transfer is due; empty if nobody knows
   */
  record Sweep(WatchedTransfer transfer, Instant at, Optional<Due> due) implements RunEvent {}

  /**
   * When a transfer is due.
   *
   * @param dailyAt the time of day, in UTC
   * @param lateAfter how long after that its finder may begin
   */
  record Due(LocalTime dailyAt, Duration lateAfter) {

    /** The last time that it was due, if it may not begin later any more. */
    public Instant last(Instant now) {
      Instant latest = now.minus(lateAfter);
      Instant today = latest.atOffset(ZoneOffset.UTC).with(dailyAt).toInstant();
      return today.isAfter(latest) ? today.minus(Duration.ofDays(1)) : today;
    }
  }
}
