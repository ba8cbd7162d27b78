package io.github.landfall.refresh.run;

import static io.github.landfall.refresh.SampleEvents.AURORA;
import static io.github.landfall.refresh.run.SampleRuns.busy;
import static io.github.landfall.refresh.run.SampleRuns.ended;
import static io.github.landfall.refresh.run.SampleRuns.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunAssignmentTest {

  private static final Instant FIRST = Instant.parse("2026-11-22T16:05:00Z");
  private static final Instant FIRST_OK = FIRST.plusSeconds(600);
  private static final Instant SECOND = FIRST.plusSeconds(1200);
  private static final Instant SECOND_OK = FIRST.plusSeconds(1800);
  private static final Instant THIRD = FIRST.plusSeconds(86_400);

  @Test
  void firstAlarmOpensARun() {
    assertThat(assign(alarm(FIRST), null, null)).isEqualTo(opened(FIRST));
  }

  @Test
  void okThatOvertookItsAlarmOpensTheSameRun() {
    assertThat(assign(ok(FIRST, FIRST_OK), null, null)).isEqualTo(quiet(opened(FIRST), FIRST_OK));
  }

  @Test
  void alarmThatComesAfterItsOkChangesNothing() {
    Run quiet = quiet(opened(FIRST), FIRST_OK);
    assertThat(assign(alarm(FIRST), quiet, quiet)).isEqualTo(quiet);
  }

  @Test
  void secondAlarmOfAnUnconfirmedRunBelongsToItAndMakesItBusyAgain() {
    Run quiet = quiet(opened(FIRST), FIRST_OK);
    assertThat(assign(alarm(SECOND), quiet, quiet)).isEqualTo(busy(opened(FIRST), SECOND));
  }

  @Test
  void okOfAnEarlierAlarmDoesNotCloseARunThatIsBusyAgain() {
    Run busyAgain = busy(opened(FIRST), SECOND);
    assertThat(assign(ok(FIRST, FIRST_OK), busyAgain, busyAgain)).isEqualTo(busyAgain);
    assertThat(assign(ok(SECOND, SECOND_OK), busyAgain, busyAgain))
        .isEqualTo(quiet(busyAgain, SECOND_OK));
  }

  @Test
  void secondAlarmAfterTheConfirmedEndOpensARunOfItsOwn() {
    Run ended = ended(opened(FIRST), FIRST_OK, 0);
    assertThat(assign(alarm(SECOND), ended, ended)).isEqualTo(opened(SECOND));
  }

  @Test
  void repeatedOkFindsItsOwnRunWhileALaterOneIsOpen() {
    Run ended = ended(busy(opened(FIRST), SECOND), SECOND_OK, 0);
    Run later = opened(THIRD);
    assertThat(assign(ok(SECOND, SECOND_OK), ended, later)).isEqualTo(ended);
    assertThat(assign(ok(FIRST, FIRST_OK), ended, later)).isEqualTo(ended);
  }

  @Test
  void alarmThatALaterRunOvertookOpensNoRun() {
    Run first = ended(opened(FIRST), FIRST_OK, 0);
    Run third = opened(THIRD);
    assertThat(assign(alarm(SECOND), first, third)).isEqualTo(third);
    assertThat(assign(ok(SECOND, SECOND_OK), null, third)).isEqualTo(third);
  }

  @Test
  void runIsOfTheTransferThatItsLatestMessageNames() {
    WatchedTransfer madeAnew =
        new WatchedTransfer("aurora", "q-2", "d-2", null, null, null, "t", null);
    Run open = Run.opened("aurora", FIRST);
    AlarmChange again = new AlarmChange(madeAnew, AlarmChange.State.ALARM, SECOND, SECOND);

    assertThat(assign(alarm(FIRST), open, open).transfer()).contains(AURORA);
    assertThat(assign(again, opened(FIRST), opened(FIRST)).transfer()).contains(madeAnew);
  }

  private static Run opened(Instant alarmedAt) {
    return Run.opened("aurora", alarmedAt).withTransfer(AURORA);
  }

  private static AlarmChange alarm(Instant at) {
    return new AlarmChange(AURORA, AlarmChange.State.ALARM, at, at);
  }

  private static AlarmChange ok(Instant alarmedAt, Instant at) {
    return new AlarmChange(AURORA, AlarmChange.State.OK, alarmedAt, at);
  }

  private static Run assign(AlarmChange change, Run before, Run latest) {
    return RunAssignment.of(change, Optional.ofNullable(before), Optional.ofNullable(latest));
  }
}
