package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which run an alarm change belongs to, in whatever order the changes come.
 *
 * <p>A partner has one unconfirmed run at most: an ALARM that comes before the end of a run is
 * confirmed is more of the same run, and only the OK that follows the run's last ALARM can close
 * it. So an end is never confirmed while a later ALARM is still open.
 */
public final class RunAssignment {

  private RunAssignment() {}

  /**
   * The run that a change belongs to, with the change applied.
   *
   * @param change the change
   * @param before the partner's latest run that started at or before the change's ALARM
   * @param latest the partner's latest run of all
   * @return the run, perhaps a new one; equal to the recorded one if the change brings nothing new
   */
  public static Run of(AlarmChange change, Optional<Run> before, Optional<Run> latest) {
    Instant alarmedAt = change.alarmedAt();
    return before
        .filter(run -> run.ended().isEmpty() || !alarmedAt.isAfter(run.phase().lastAlarm()))
        // A change that was overtaken by a later run: what it tells of was transferred before that
        // run's end.
        .or(() -> latest.filter(run -> run.start().isAfter(alarmedAt)))
        .map(run -> joined(run, change))
        .orElseGet(() -> joined(opened(change), change));
  }

  private static Run opened(AlarmChange change) {
    Run run = Run.opened(change.transfer().partner(), change.alarmedAt());
    return change.check() ? run.ofCheck(change.alarmedAt()) : run;
  }

  private static Run joined(Run found, AlarmChange change) {
    Run run = found.withTransfer(change.transfer());
    Instant alarmedAt = change.alarmedAt();
    Run joined =
        alarmedAt.isAfter(run.phase().lastAlarm()) ? run.withPhase(new Phase.Busy(alarmedAt)) : run;
    boolean closes =
        change.state() == AlarmChange.State.OK && joined.phase().equals(new Phase.Busy(alarmedAt));
    return closes ? joined.withPhase(new Phase.Quiet(alarmedAt, change.changedAt())) : joined;
  }
}
