package io.github.landfall.refresh.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.refresh.SampleEvents;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.Due;
import io.github.landfall.refresh.event.RunEvent.FinderStopped;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEventReaderTest {

  private static final Instant ALARMED = Instant.parse("2026-11-22T16:05:13.123Z");

  private final RunEventReader reader = new RunEventReader();

  @Test
  void alarmIsNamedByItsOwnTime() throws Exception {
    assertThat(reader.read(SampleEvents.ALARM))
        .isEqualTo(new AlarmChange(SampleEvents.AURORA, AlarmChange.State.ALARM, ALARMED, ALARMED));
  }

  @Test
  void alarmThatIsBornBusyOpensARunLikeAnyOther() throws Exception {
    assertThat(reader.read(SampleEvents.BORN_BUSY))
        .isEqualTo(new AlarmChange(SampleEvents.AURORA, AlarmChange.State.ALARM, ALARMED, ALARMED));
  }

  @Test
  void alarmThatACheckOfTheDeploymentSetSaysSo() throws Exception {
    String reason = "\"reason\": \"%s\", \"timestamp\"";
    String check = reason.formatted(Names.CHECK_REASON);

    assertThat(((AlarmChange) reader.read(with(SampleEvents.ALARM, check))).check()).isTrue();
    assertThat(((AlarmChange) reader.read(with(SampleEvents.OK, check))).check()).isTrue();
    assertThat(
            ((AlarmChange) reader.read(with(SampleEvents.ALARM, reason.formatted("a test"))))
                .check())
        .isFalse();
  }

  private static String with(String event, String reason) {
    return event.replace("\"timestamp\"", reason);
  }

  @Test
  void okIsNamedByTheTimeOfTheAlarmBeforeIt() throws Exception {
    assertThat(reader.read(SampleEvents.OK))
        .isEqualTo(
            new AlarmChange(
                SampleEvents.AURORA,
                AlarmChange.State.OK,
                ALARMED,
                Instant.parse("2026-11-22T17:31:13.123Z")));
  }

  @Test
  void refreshCompleteCarriesItsNotificationId() throws Exception {
    assertThat(reader.read(SampleEvents.REFRESH_COMPLETE))
        .isEqualTo(
            new RefreshComplete(
                "1c14106b-a559-4bf4-b95c-b9cba50c56d2", Instant.parse("2026-11-22T17:40:01.251Z")));
  }

  @Test
  void sweepIsOfThePartnerThatItsMessageNames() throws Exception {
    assertThat(reader.read(SampleEvents.SWEEP))
        .isEqualTo(
            new Sweep(
                SampleEvents.AURORA, Instant.parse("2026-11-22T16:30:00Z"), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"transfer\": {|\"names\": {|transfer is missing; expected an object",
        "\"partner\": \"aurora\",||transfer.partner is missing",
        "\"queue\": \"q\",||transfer.queue is missing",
        "2026-11-22T16:30:00Z|soon|time is 'soon'; expected a time such as",
      })
  void brokenScheduledEventIsRefusedWithTheNameOfThePart(
      String part, String broken, String message) {
    String body = SampleEvents.SWEEP.replace(part, broken == null ? "" : broken);
    assertThat(body).isNotEqualTo(SampleEvents.SWEEP);
    assertThatThrownBy(() -> reader.read(body))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "42", "{}", "{\"detail-type\":\"Object Created\"}"})
  void foreignMessageIsRefusedWithWhatWasExpected(String body) {
    assertThatThrownBy(() -> reader.read(body))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining("expected 'CloudWatch Alarm State Change',");
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> reader.read("hello"))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageStartingWith("the message is not JSON")
        .hasMessageEndingWith("expected an EventBridge event");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"transfer\": {|\"names\": {|transfer is missing; expected an object",
        "\"deadLetterQueue\": \"d\",||transfer.deadLetterQueue is missing",
        "2026-11-22T16:05:13.123+0000|yesterday|detail.state.timestamp is 'yesterday'; expected a"
            + " time such as",
        "\"value\": \"ALARM\"|\"value\": \"INSUFFICIENT_DATA\"|went to INSUFFICIENT_DATA; expected"
            + " ALARM, or OK from ALARM",
        "\"value\": \"ALARM\"|\"worth\": \"ALARM\"|detail.state.value is missing",
        "\"detail\": {|\"details\": {|detail is missing",
      })
  void brokenAlarmEventIsRefusedWithTheNameOfThePart(String part, String broken, String message) {
    String body = SampleEvents.ALARM.replace(part, broken == null ? "" : broken);
    assertThat(body).isNotEqualTo(SampleEvents.ALARM);
    assertThatThrownBy(() -> reader.read(body))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"previousState\"|\"formerState\"|detail.previousState is missing",
        "\"value\": \"ALARM\"|\"value\": \"INSUFFICIENT_DATA\"|went from INSUFFICIENT_DATA to OK;"
            + " expected OK from ALARM",
        "2026-11-22T16:05:13.123+0000|yesterday|detail.previousState.timestamp is 'yesterday'",
      })
  void brokenOkEventIsRefusedWithTheNameOfThePart(String part, String broken, String message) {
    assertThatThrownBy(() -> reader.read(SampleEvents.OK.replace(part, broken)))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refresh-complete|upload-complete|detail.event-type is 'upload-complete'",
        "notification-id|id|detail.notification-id is missing",
        "2026-11-22T17:40:01.251Z|soon|detail.completed is 'soon'",
      })
  void brokenRefreshEventIsRefusedWithTheNameOfThePart(String part, String broken, String message) {
    assertThatThrownBy(() -> reader.read(SampleEvents.REFRESH_COMPLETE.replace(part, broken)))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining(message);
  }

  private static final String TASK =
      """
      {"detail-type":"ECS Task State Change",
       "transfer":{"partner":"aurora","queue":"q","deadLetterQueue":"d","cluster":"c","finderFamily":"f"},
       "detail":{"taskArn":"task-1","createdAt":"2026-11-22T16:00:00.5Z",%s
         "stoppedAt":"2026-11-22T16:20:00Z","stoppedReason":"Essential container in task exited",
         "containers":[%s]}}
      """;

  @Test
  void finderThatExitedWithZeroListedAll() throws Exception {
    String body = TASK.formatted("\"startedAt\":\"2026-11-22T16:01:00Z\",", "{\"exitCode\":0}");

    assertThat(((FinderStopped) new RunEventReader().read(body)).end())
        .isEqualTo(
            new FinderEnd(
                "task-1",
                Instant.parse("2026-11-22T16:01:00Z"),
                Instant.parse("2026-11-22T16:20:00Z"),
                true,
                ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"exitCode\":1} | Essential container in task exited; exit code 1",
        "{\"exitCode\":137,\"reason\":\"OutOfMemoryError\"} | Essential container in task exited; exit code 137; OutOfMemoryError",
        "{\"reason\":\"CannotPullContainerError: no\"} | Essential container in task exited; CannotPullContainerError: no",
        "'' | Essential container in task exited"
      })
  void finderThatEndedOtherwiseDidNot(String container, String reason) throws Exception {
    FinderEnd end =
        ((FinderStopped) new RunEventReader().read(TASK.formatted("", container))).end();

    assertThat(end.complete()).isFalse();
    assertThat(end.reason()).isEqualTo(reason);
    assertThat(end.started()).as("it never ran").isEqualTo("2026-11-22T16:00:00.500Z");
  }

  @Test
  void taskWithoutATimeIsNoFinder() {
    assertThatThrownBy(
            () ->
                new RunEventReader()
                    .read(TASK.formatted("", "").replace("2026-11-22T16:20:00Z", "soon")))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining("'soon'");
  }

  private static final String DUE =
      """
      {"detail-type":"Scheduled Event","time":"2026-11-23T17:30:00Z","due":%s,
       "transfer":{"partner":"aurora","queue":"q","deadLetterQueue":"d"}}
      """;

  @Test
  void sweepSaysWhenTheTransferIsDue() throws Exception {
    Sweep sweep =
        (Sweep)
            new RunEventReader()
                .read(DUE.formatted("{\"dailyAt\":\"16:00\",\"lateAfter\":\"PT1H\"}"));
    Due due = sweep.due().orElseThrow();

    assertThat(due.last(sweep.at())).isEqualTo("2026-11-23T16:00:00Z");
    assertThat(due.last(Instant.parse("2026-11-23T16:59:59Z")))
        .as("it may still begin")
        .isEqualTo("2026-11-22T16:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"dailyAt\":\"midnight\",\"lateAfter\":\"PT1H\"} | midnight",
        "{\"dailyAt\":\"16:00\"} | due.lateAfter is missing",
        "7 | due is 7; expected an object"
      })
  void timeThatCannotBeReadIsNamed(String due, String named) {
    assertThatThrownBy(() -> new RunEventReader().read(DUE.formatted(due)))
        .isInstanceOf(UnrecognizedEventException.class)
        .hasMessageContaining(named);
  }
}
