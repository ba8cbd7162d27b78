package io.github.landfall.localaws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.clock.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmEvaluatorTest {

  private static final String FILLED = "FILL(visible,0)+FILL(inflight,0)";
  private static final String PLAIN = "visible + inflight";
  private static final Instant START = Instant.parse("2026-11-23T00:05:13.123Z");

  private final MetricHistory history = new MetricHistory();
  private VirtualClock clock;

  @BeforeEach
  void startClock(@TempDir Path directory) {
    clock = new VirtualClock(START, directory.resolve("clock"));
  }

  /**
   * A letter a minute. Points: {@code B} busy, {@code 0} zero, {@code -} none. States: {@code A}
   * ALARM, {@code O} OK.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "N of N flips on a single zero,           FILLED, 3, 3, BBB0BBB,      OOAOOOA",
    "1 of N needs N clean minutes,            FILLED, 1, 5, BBB0BB000000, AAAAAAAAAAOO",
    "FILL makes a missing point a clean one,  FILLED, 1, 5, B-------,     AAAAAOOO",
    "zeros are real points,                   PLAIN,  1, 5, B0000000,     AAAAAOOO",
    "ALARM until busy points leave the range, PLAIN,  1, 5, B-------,     AAAAAAAO",
    "old points count while they are needed,  PLAIN,  1, 5, BB--00000,    AAAAAAAAO",
    "real points alone decide if enough,      PLAIN,  3, 3, BB-B00,       OOOAOO",
    "no points at all are quiet,              PLAIN,  1, 5, ---,          OOO",
    "2 of 3 forgives one zero,                FILLED, 2, 3, BB0B00,       OAAAOO",
  })
  void alarmDecidesAsCloudWatchDocuments(
      String name, String expression, int m, int n, String points, String states) {
    AlarmEvaluator alarm =
        alarm(Alarms.onQueue(expression.equals("FILLED") ? FILLED : PLAIN, m, n));

    StringBuilder seen = new StringBuilder();
    for (int minute = 0; minute < points.length(); minute++) {
      record(points.charAt(minute));
      alarm.evaluate();
      seen.append(alarm.state() == AlarmState.ALARM ? 'A' : 'O');
      minutesPass(1);
    }

    assertThat(seen).as(name).hasToString(states);
  }

  @ParameterizedTest(name = "{1} quiet minutes beside {2} that may be late, seed {0}")
  @CsvSource({"1, 5, 3", "2, 5, 3", "3, 5, 3", "4, 3, 3", "5, 3, 15"})
  void aWindowThatHoldsWhatMayBeLateNeverEndsEarlyAndMissesNoMinute(
      long seed, int quiet, int delay) {
    AlarmEvaluator alarm = alarm(Alarms.onQueue(FILLED, 1, quiet + delay));
    Random random = new Random(seed);
    List<Boolean> busy = new ArrayList<>();
    Map<Integer, List<Integer>> due = new HashMap<>();
    int ends = 0;
    for (int minute = 0; minute < 1000; minute++) {
      busy.add(random.nextInt(12) == 0);
      int visible = minute + random.nextInt(delay + 1);
      due.computeIfAbsent(visible, m -> new ArrayList<>()).add(minute);
      for (int late : due.getOrDefault(minute, List.of())) {
        visible(START.plus(Duration.ofMinutes(late)), busy.get(late) ? 3 : 0);
      }

      Optional<AlarmStateChange> change = alarm.evaluate();

      if (minute >= quiet + delay) {
        if (change.filter(c -> c.to() == AlarmState.OK).isPresent()) {
          ends++;
          assertThat(busy.subList(minute - delay - quiet + 1, minute - delay + 1))
              .as("the minutes before minute %d that nothing more can come of", minute)
              .doesNotContain(true);
        }
        if (busy.get(minute - delay)) {
          assertThat(alarm.state())
              .as("minute %d, which is late at most", minute - delay)
              .isEqualTo(AlarmState.ALARM);
        }
      }
      minutesPass(1);
    }
    assertThat(ends).isGreaterThan(5);
  }

  @Test
  void anAlarmThatIsMadeInTheMiddleOfATransferIsBusyFromTheFirst() {
    AlarmEvaluator alarm = alarm(Alarms.onQueue(FILLED, 1, 8));
    record('B');
    alarm.evaluate();

    AlarmStateChange change = alarm.madeAnew().evaluate().orElseThrow();

    assertThat(change.from()).isEqualTo(AlarmState.INSUFFICIENT_DATA);
    assertThat(change.to()).isEqualTo(AlarmState.ALARM);
  }

  @Test
  void aChangeIsToldOnceAndTheFirstComesFromInsufficientData() {
    AlarmEvaluator alarm = alarm(Alarms.onQueue(FILLED, 1, 2));

    List<String> changes = new ArrayList<>();
    for (char point : List.of('0', '0', 'B', 'B', '0', '0', '0')) {
      record(point);
      changes.add(alarm.evaluate().map(c -> c.from() + ">" + c.to()).orElse("-"));
      minutesPass(1);
    }

    assertThat(changes)
        .containsExactly("INSUFFICIENT_DATA>OK", "-", "OK>ALARM", "-", "-", "ALARM>OK", "-");
  }

  @Test
  void theEventIsTheOneThatRulesAndFunctionExpect() throws JsonProcessingException {
    AlarmEvaluator alarm = alarm(Alarms.onQueue(FILLED, 1, 2));
    record('0');
    alarm.evaluate();
    minutesPass(2);
    record('B');

    JsonNode event = alarm.evaluate().orElseThrow().event();

    assertThat(event.path("version").asText()).isEqualTo("0");
    assertThat(event.path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(event.path("detail-type").asText()).isEqualTo("CloudWatch Alarm State Change");
    assertThat(event.path("source").asText()).isEqualTo("aws.cloudwatch");
    assertThat(event.path("account").asText()).isEqualTo("111122223333");
    assertThat(event.path("region").asText()).isEqualTo("cn-northwest-1");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-23T00:07:13Z");
    assertThat(event.path("resources").path(0).asText()).isEqualTo(Alarms.ARN);
    JsonNode detail = event.path("detail");
    assertThat(detail.path("alarmName").asText()).isEqualTo("studio-a");
    assertThat(detail.at("/state/value").asText()).isEqualTo("ALARM");
    assertThat(detail.at("/state/timestamp").asText()).isEqualTo("2026-11-23T00:07:13.123+0000");
    assertThat(detail.at("/state/reason").asText())
        .isEqualTo(
            "Threshold Crossed: 1 out of the last 2 datapoints [6.0 (23/11/26 00:07:00)] was greater"
                + " than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).");
    assertThat(new ObjectMapper().readTree(detail.at("/state/reasonData").asText()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"version": "1.0", "queryDate": "2026-11-23T00:07:13.123+0000",
                     "startDate": "2026-11-23T00:06:00.000+0000", "period": 60,
                     "recentDatapoints": [0.0, 6.0], "threshold": 0.0}
                    """));
    assertThat(detail.at("/previousState/value").asText()).isEqualTo("OK");
    assertThat(detail.at("/previousState/timestamp").asText())
        .isEqualTo("2026-11-23T00:05:13.123+0000");
    assertThat(detail.at("/configuration/description").asText())
        .isEqualTo("studio-a is delivering");
    assertThat(detail.at("/configuration/metrics").findValuesAsText("id"))
        .containsExactlyInAnyOrder("busy", "visible", "inflight");
    assertThat(detail.at("/configuration/metrics").findValuesAsText("QueueName"))
        .containsExactly("transfer", "transfer");
  }

  @Test
  void twoChangesNeverShareAnEventId() {
    AlarmEvaluator alarm = alarm(Alarms.onQueue(FILLED, 1, 1));

    List<String> ids = new ArrayList<>();
    for (char point : List.of('B', '0', 'B', '0')) {
      record(point);
      alarm.evaluate().ifPresent(change -> ids.add(change.event().path("id").asText()));
      minutesPass(1);
    }

    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"Minimum, OK", "Maximum, ALARM", "Average, OK", "Sum, ALARM"})
  void anHoursPointsBecomeOneByTheStatistic(String statistic, AlarmState expected) {
    AlarmEvaluator alarm = alarm(Alarms.onOneMetric(3600, statistic));
    for (int minute = 0; minute < 60; minute++) {
      minutesPass(1);
      visible(minute == 20 ? 60 : 0.5);
    }

    alarm.evaluate();

    assertThat(alarm.state()).isEqualTo(expected);
  }

  @Test
  void aPeriodLeavesOutWhatIsOlder() {
    AlarmEvaluator alarm = alarm(Alarms.onOneMetric(300, "Maximum"));
    visible(2);
    minutesPass(4);
    alarm.evaluate();
    AlarmState withinThePeriod = alarm.state();
    minutesPass(11);

    alarm.evaluate();

    assertThat(List.of(withinThePeriod, alarm.state()))
        .containsExactly(AlarmState.ALARM, AlarmState.OK);
  }

  @Test
  void aSumTakesEachMetricByItsOwnStatistic() throws JsonProcessingException {
    ObjectNode properties = Alarms.onQueue(FILLED, 1, 1);
    ((ObjectNode) properties.at("/Metrics/1/MetricStat")).put("Period", 300);
    ((ObjectNode) properties.at("/Metrics/2/MetricStat")).put("Period", 300).put("Stat", "Sum");
    AlarmEvaluator alarm = alarm(properties);
    for (char point : List.of('B', '0', 'B')) {
      minutesPass(1);
      record(point);
    }

    JsonNode event = alarm.evaluate().orElseThrow().event();

    JsonNode data = new ObjectMapper().readTree(event.at("/detail/state/reasonData").asText());
    assertThat(data.at("/recentDatapoints/0").asDouble()).isEqualTo(3 + 6);
  }

  private AlarmEvaluator alarm(JsonNode properties) {
    return new AlarmEvaluator(Alarms.ARN, properties, history, clock);
  }

  private void record(char point) {
    if (point != '-') {
      double value = point == 'B' ? 3 : 0;
      visible(value);
      history.record(metric("ApproximateNumberOfMessagesNotVisible"), clock.instant(), value);
    }
  }

  private void visible(double value) {
    visible(clock.instant(), value);
  }

  private void visible(Instant time, double value) {
    history.record(metric("ApproximateNumberOfMessagesVisible"), time, value);
  }

  private static Metric metric(String name) {
    return new Metric("AWS/SQS", name, Map.of("QueueName", "transfer"));
  }

  private void minutesPass(int minutes) {
    clock.advanceTo(clock.instant().plus(Duration.ofMinutes(minutes)));
  }
}
