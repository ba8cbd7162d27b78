package io.github.landfall.infra.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.Synthesized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueueTest {

  private final Synthesized synthesized = Synthesized.committed();

  @Test
  void anEventIsTriedAgainForDaysBeforeItIsGivenUp() {
    JsonNode queue =
        synthesized
            .only(
                "AWS::SQS::Queue",
                properties ->
                    properties
                        .at("/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0")
                        .asText()
                        .startsWith("RunQueueDeadLetters"))
            .path("Properties");

    assertThat(queue.path("VisibilityTimeout").asInt()).isEqualTo(1200);
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
    assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(1000);
  }

  @Test
  void eventsRestEncryptedAndTravelEncrypted() {
    assertThat(synthesized.resources("AWS::SQS::Queue"))
        .hasSize(7)
        .allMatch(queue -> queue.at("/Properties/SqsManagedSseEnabled").asBoolean())
        .allMatch(
            queue -> queue.at("/Properties/MessageRetentionPeriod").asInt() == 14 * 24 * 3600);
    assertThat(synthesized.resources("AWS::SQS::QueuePolicy"))
        .hasSize(7)
        .allMatch(policy -> policy.toString().contains("{\"aws:SecureTransport\":\"false\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"northlight", "harbour-vfx"})
  void aTransferThatIsBusyOpensARunAlsoWhenItsAlarmWasNeverQuiet(String partner) {
    JsonNode pattern = rule(partner + ": the transfer became busy or quiet").path("EventPattern");

    assertThat(pattern.path("source").toString()).isEqualTo("[\"aws.cloudwatch\"]");
    assertThat(pattern.path("detail-type").toString())
        .isEqualTo("[\"CloudWatch Alarm State Change\"]");
    assertThat(pattern.at("/detail/$or/0").toString())
        .isEqualTo("{\"state\":{\"value\":[\"ALARM\"]}}");
    assertThat(pattern.at("/detail/$or/1").toString())
        .isEqualTo("{\"previousState\":{\"value\":[\"ALARM\"]},\"state\":{\"value\":[\"OK\"]}}");
    assertThat(pattern.at("/detail/$or")).hasSize(2);
    assertThat(pattern.path("resources")).hasSize(1);
    String alarm = pattern.at("/resources/0/Fn::GetAtt/0").asText();
    assertThat(synthesized.json().at("/Resources/" + alarm + "/Properties/AlarmName").asText())
        .isEqualTo("Landfall-transfer-" + partner);
  }

  @Test
  void theEndOfARefreshComesThroughWhateverGatewayItIs() {
    JsonNode rule = rule("A gateway has read its bucket anew");

    assertThat(rule.at("/Targets/0").has("InputTransformer")).isFalse();
    assertThat(rule.path("EventPattern").toString())
        .isEqualTo(
            "{\"detail-type\":[\"Storage Gateway Refresh Cache Event\"],\"source\":[\"aws.storagegateway\"]}");
  }

  @Test
  void anEventThatCanNotBeDeliveredIsNotLost() {
    assertThat(synthesized.resources("AWS::Events::Rule"))
        .hasSize(8)
        .extracting(rule -> rule.at("/Properties/Targets/0"))
        .allSatisfy(
            target -> {
              String queue = target.at("/Arn/Fn::GetAtt/0").asText();
              assertThat(queue).matches("(Run|Comparisons)Queue[0-9A-F]{8}");
              assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
                  .startsWith(queue.substring(0, queue.length() - 8) + "DeadLetters");
            });
  }

  @Test
  void theStacksRulesMaySendToTheQueueAndItsDeadLettersAndNobodyElsesMay() {
    assertThat(
            synthesized
                .statements()
                .filter(statement -> statement.toString().contains("events.amazonaws.com"))
                .filter(statement -> statement.path("Action").asText().equals("sqs:SendMessage")))
        .hasSize(4)
        .extracting(
            statement ->
                statement.at("/Condition/ArnLike/aws:SourceArn/Fn::Join/1/0").asText()
                    + "…"
                    + statement.at("/Condition/ArnLike/aws:SourceArn/Fn::Join/1/2").asText())
        .containsOnly("arn:aws-cn:events:cn-northwest-1:…:rule/Landfall-*");
  }

  private JsonNode rule(String description) {
    return synthesized
        .only("AWS::Events::Rule", rule -> rule.path("Description").asText().equals(description))
        .path("Properties");
  }
}
