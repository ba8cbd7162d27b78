package io.github.landfall.localaws.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBusTest {

  private static final String QUEUE = "arn:aws-cn:sqs:cn-northwest-1:111122223333:runs";
  private static final String CHANGES =
      """
      {"EventPattern": {
         "source": ["aws.cloudwatch"],
         "detail": {
           "alarmName": [{"prefix": "landfall-"}],
           "$or": [
             {"state": {"value": ["ALARM"]}},
             {"state": {"value": ["OK"]}, "previousState": {"value": ["ALARM"]}}]}},
       "State": "ENABLED",
       "Targets": [{"Id": "Target0", "Arn": "%s",
         "RetryPolicy": {"MaximumRetryAttempts": 5}}]}
      """
          .formatted(QUEUE);

  private final List<String> sent = new ArrayList<>();
  private final EventBus bus = new EventBus((queue, body) -> sent.add(queue + " " + body));

  @ParameterizedTest
  @CsvSource({"OK, ALARM", "INSUFFICIENT_DATA, ALARM", "ALARM, OK"})
  void anEventReachesTheQueueOfARuleThatMatches(String from, String to) {
    bus.addRule("changes", json(CHANGES));
    bus.addRule("others", json(CHANGES.replace("landfall-", "other-")));
    JsonNode event = change("landfall-studio-a", from, to);

    assertThat(bus.put(event)).containsExactly("changes");
    assertThat(sent).containsExactly(QUEUE + " " + event);
  }

  @ParameterizedTest
  @CsvSource({
    "landfall-studio-a, INSUFFICIENT_DATA, OK",
    "landfall-studio-a, OK, INSUFFICIENT_DATA",
    "somebody-elses, OK, ALARM",
  })
  void anEventThatNoRuleMatchesReachesNobody(String alarm, String from, String to) {
    bus.addRule("changes", json(CHANGES));

    assertThat(bus.put(change(alarm, from, to))).isEmpty();
    assertThat(sent).isEmpty();
  }

  @Test
  void aRuleThatIsDisabledMatchesNothing() {
    bus.addRule("changes", json(CHANGES.replace("ENABLED", "DISABLED")));

    assertThat(bus.put(change("landfall-studio-a", "OK", "ALARM"))).isEmpty();
  }

  @Test
  void queueGetsOfTheEventWhatItsTargetSays() {
    String transformer =
        """
        "InputTransformer": {"InputPathsMap": {"now": "$.detail.state.value"},
          "InputTemplate": "{\\"partner\\":\\"aurora\\",\\"state\\":<now>}"}, "RetryPolicy\"""";
    bus.addRule("changes", json(CHANGES.replace("\"RetryPolicy\"", transformer)));

    bus.put(change("landfall-studio-a", "OK", "ALARM"));

    assertThat(sent).containsExactly(QUEUE + " {\"partner\":\"aurora\",\"state\":\"ALARM\"}");
  }

  @Test
  void twoRulesDeliverTwice() {
    bus.addRule("second", json(CHANGES));
    bus.addRule("first", json(CHANGES));

    assertThat(bus.put(change("landfall-studio-a", "OK", "ALARM")))
        .containsExactly("second", "first");
    assertThat(sent).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"State\": \"ENABLED\" | \"ScheduleExpression\": \"rate(1 day)\" | ScheduleExpression",
        "\"RetryPolicy\": {\"MaximumRetryAttempts\": 5} | \"InputPath\": \"$.detail\" | InputPath",
        ":sqs: | :lambda: | SQS queue's ARN",
        "\"State\": \"ENABLED\" | \"EventBusName\": \"mine\" | default bus",
        "\"EventPattern\": | \"Description\": | EventPattern",
        "[\"aws.cloudwatch\"] | \"aws.cloudwatch\" | would refuse its EventPattern",
        "{\"prefix\": \"landfall-\"} | {\"like\": \"landfall-\"} | would refuse its EventPattern",
      })
  void aRuleThatTheRehearsalWouldServeWronglyIsRefusedByName(
      String part, String instead, String named) {
    JsonNode properties = json(CHANGES.replace(part, instead));

    assertThatThrownBy(() -> bus.addRule("changes", properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("changes")
        .hasMessageContaining(named);
  }

  private static JsonNode change(String alarm, String from, String to) {
    return json(
        """
        {"source": "aws.cloudwatch", "detail": {"alarmName": "%s",
         "state": {"value": "%s"}, "previousState": {"value": "%s"}}}
        """
            .formatted(alarm, to, from));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
