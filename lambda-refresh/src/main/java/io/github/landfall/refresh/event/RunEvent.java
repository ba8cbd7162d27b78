package io.github.landfall.refresh.event;

import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Instant;

/**
 * What the run queue delivers: news of a partner's transfer alarm, or of a finished refresh, or the
 * time for a sweep.
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
   */
  record AlarmChange(WatchedTransfer transfer, State state, Instant alarmedAt, Instant changedAt)
      implements RunEvent {

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
   * It is time to see what arrived outside of a run, and how far a long run is.
   *
   * @param transfer the names of the transfer of the partner whose arrivals are meant
   * @param at the time that the schedule says
   */
  record Sweep(WatchedTransfer transfer, Instant at) implements RunEvent {}
}
