package io.github.landfall.localaws.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {

  private static final String ARN =
      "arn:aws-cn:events:cn-northwest-1:111122223333:rule/Landfall-sweep-aurora";
  private static final String RULE =
      """
      {"Name": "Landfall-sweep-aurora", "ScheduleExpression": "rate(30 minutes)",
       "State": "ENABLED", "Targets": [{"Id": "Target0",
         "Arn": "arn:aws-cn:sqs:cn-northwest-1:111122223333:runs"}]}
      """;

  private Instant now = Instant.parse("2026-11-22T15:50:00Z");
  private final List<String> sent = new ArrayList<>();
  private final Schedules schedules =
      new Schedules((queue, body) -> sent.add(queue + " " + body), () -> now);

  @Test
  void queueGetsTheScheduledEventOfARuleEachTimeItIsDue() throws JsonProcessingException {
    schedules.addRule("Landfall-sweep-aurora", ARN, json(RULE));

    assertThat(dueAfter(Duration.ofMinutes(29))).isEmpty();
    assertThat(dueAfter(Duration.ofMinutes(1))).containsExactly("Landfall-sweep-aurora");
    assertThat(dueAfter(Duration.ofSeconds(10))).isEmpty();
    assertThat(dueAfter(Duration.ofMinutes(60))).hasSize(2);

    assertThat(sent).hasSize(3);
    assertThat(sent.get(0)).startsWith("arn:aws-cn:sqs:cn-northwest-1:111122223333:runs {");
    JsonNode event = json(sent.get(0).substring(sent.get(0).indexOf('{')));
    assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(event.path("source").asText()).isEqualTo("aws.events");
    assertThat(event.path("account").asText()).isEqualTo("111122223333");
    assertThat(event.path("region").asText()).isEqualTo("cn-northwest-1");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-22T16:20:00Z");
    assertThat(event.path("resources").path(0).asText()).isEqualTo(ARN);
    assertThat(event.path("detail").isObject()).isTrue();
    assertThat(sent).doesNotHaveDuplicates();
  }

  @Test
  void ruleThatIsDisabledIsNeverDue() throws JsonProcessingException {
    schedules.addRule("sweep", ARN, json(RULE.replace("ENABLED", "DISABLED")));

    assertThat(dueAfter(Duration.ofDays(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 16 * * ? *)",
        "rate(30 minute)",
        "rate(1 hours)",
        "rate(0 minutes)",
        "30 minutes",
      })
  void scheduleThatEventBridgeWouldRefuseOrIsNotRehearsedIsNamed(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                schedules.addRule("sweep", ARN, json(RULE.replace("rate(30 minutes)", expression))))
        .withMessageContaining("sweep")
        .withMessageContaining(expression);
  }

  @Test
  void queueGetsOfTheEventWhatItsTargetSays() throws JsonProcessingException {
    String transformer =
        """
        "InputTransformer": {"InputPathsMap": {"at": "$.time"},
          "InputTemplate": "{\\"time\\":<at>,\\"partner\\":\\"aurora\\"}"}, "Id\"""";
    schedules.addRule("sweep", ARN, json(RULE.replace("\"Id\"", transformer)));

    dueAfter(Duration.ofMinutes(30));

    assertThat(sent)
        .containsExactly(
            "arn:aws-cn:sqs:cn-northwest-1:111122223333:runs {\"time\":\"2026-11-22T16:20:00Z\",\"partner\":\"aurora\"}");
  }

  @Test
  void targetThatIsNotRehearsedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                schedules.addRule(
                    "sweep", ARN, json(RULE.replace("\"Id\"", "\"RoleArn\": \"r\", \"Id\""))))
        .withMessageContaining("RoleArn");
  }

  private List<String> dueAfter(Duration time) {
    now = now.plus(time);
    return schedules.tick();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
