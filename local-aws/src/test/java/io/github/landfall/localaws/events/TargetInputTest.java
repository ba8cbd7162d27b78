package io.github.landfall.localaws.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetInputTest {

  private static final JsonNode EVENT =
      json(
          """
          {"detail-type": "Change", "time": "2026-11-22T16:05:13Z",
           "detail": {"count": 3, "say": "a \\"b\\" c", "state": {"value": "OK"}}}
          """);

  @Test
  void targetGetsTheWholeEventIfItSaysNothingElse() {
    assertThat(TargetInput.of("rule r", json("{}")).from(EVENT)).isEqualTo(EVENT.toString());
  }

  @Test
  void constantStandsInTheEventsPlace() {
    ObjectNode target = JsonNodeFactory.instance.objectNode().put("Input", "{\"a\": 1}");

    assertThat(TargetInput.of("rule r", target).from(EVENT)).isEqualTo("{\"a\": 1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.time | {\"x\":<v>} | {\"x\":\"2026-11-22T16:05:13Z\"}",
        "$.detail-type | {\"x\": \"<v>\"} | {\"x\":\"Change\"}",
        "$.detail.count | {\"x\":<v>} | {\"x\":3}",
        "$.detail.count | {\"x\":\"<v> of <v>\"} | {\"x\":\"3 of 3\"}",
        "$.detail.state | {\"x\":{\"y\":<v>}} | {\"x\":{\"y\":{\"value\":\"OK\"}}}",
        "$.detail.say | {\"x\":<v>} | {\"x\":\"a \\\"b\\\" c\"}",
        "$.detail.say | {\"x\":\"\\\"<v>\\\"\"} | {\"x\":\"\\\"a \\\"b\\\" c\\\"\"}",
      })
  void variableIsAValueOutsideOfQuotesAndTextWithin(String path, String template, String message) {
    assertThat(TargetInput.of("rule r", transformer(path, template)).from(EVENT))
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.time | {\"x\":<w>} | InputTemplate has <w>, expected one of [v]",
        "$.time | {\"x\":<aws.events.event.json>} | InputTemplate has <aws.events.event.json>",
        "$.time | {\"x\":<v> | is no JSON",
        "$.time | {\"x\":1}} | is no JSON",
        "$.time | \"at <v>\" | only JSON objects are rehearsed",
        "$.resources[0] | {\"x\":<v>} | the path '$.resources[0]' is not rehearsed",
        "$.* | {\"x\":<v>} | the path '$.*' is not rehearsed",
      })
  void transformerThatEventBridgeWouldRefuseOrIsNotRehearsedIsNamed(
      String path, String template, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetInput.of("rule r", transformer(path, template)))
        .withMessageContaining("rule r")
        .withMessageContaining(message);
  }

  @Test
  void templateLongerThanEventBridgeTakesIsRefused() {
    String template = "{\"x\":\"" + "y".repeat(8192) + "\"}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetInput.of("rule r", transformer("$.time", template)))
        .withMessageContaining("template of 8200 characters");
  }

  @Test
  void eventThatLacksAVariableIsNamed() {
    TargetInput input = TargetInput.of("rule r", transformer("$.detail.none", "{\"x\":<v>}"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> input.from(EVENT))
        .withMessageContaining("rule r: the event has no $.detail.none");
  }

  @Test
  void targetWithBothIsRefused() {
    ObjectNode target = transformer("$.time", "{\"x\":<v>}");
    target.put("Input", "{}");

    assertThatIllegalArgumentException().isThrownBy(() -> TargetInput.of("rule r", target));
  }

  @Test
  void constantThatIsNoJsonIsRefused() {
    ObjectNode target = JsonNodeFactory.instance.objectNode().put("Input", "hello");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetInput.of("rule r", target))
        .withMessageContaining("Input of rule r is no JSON");
  }

  private static ObjectNode transformer(String path, String template) {
    ObjectNode target = JsonNodeFactory.instance.objectNode();
    ObjectNode transformer = target.putObject("InputTransformer");
    transformer.putObject("InputPathsMap").put("v", path);
    transformer.put("InputTemplate", template);
    return target;
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
