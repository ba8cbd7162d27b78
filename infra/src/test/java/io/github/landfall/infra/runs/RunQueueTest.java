package io.github.landfall.infra.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

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
        .hasSize(5)
        .allMatch(queue -> queue.at("/Properties/SqsManagedSseEnabled").asBoolean())
        .allMatch(
            queue -> queue.at("/Properties/MessageRetentionPeriod").asInt() == 14 * 24 * 3600);
    assertThat(synthesized.resources("AWS::SQS::QueuePolicy"))
        .hasSize(5)
        .allMatch(policy -> policy.toString().contains("{\"aws:SecureTransport\":\"false\"}"));
  }

  @Test
  void aTransferThatIsBusyOpensARunAlsoWhenItsAlarmWasNeverQuiet() {
    JsonNode pattern = rule("aws.cloudwatch").path("EventPattern");

    assertThat(pattern.path("detail-type").toString())
        .isEqualTo("[\"CloudWatch Alarm State Change\"]");
    assertThat(pattern.at("/detail/$or/0").toString())
        .isEqualTo("{\"state\":{\"value\":[\"ALARM\"]}}");
    assertThat(pattern.at("/detail/$or/1").toString())
        .isEqualTo("{\"previousState\":{\"value\":[\"ALARM\"]},\"state\":{\"value\":[\"OK\"]}}");
    assertThat(pattern.at("/detail/$or")).hasSize(2);
    assertThat(pattern.path("resources"))
        .extracting(arn -> arn.at("/Fn::GetAtt/0").asText())
        .allSatisfy(
            id ->
                assertThat(
                        synthesized
                            .json()
                            .at("/Resources/" + id + "/Properties/AlarmName")
                            .asText())
                    .startsWith("Landfall-transfer-"))
        .hasSize(2);
  }

  @Test
  void theEndOfARefreshComesThroughWhateverGatewayItIs() {
    assertThat(rule("aws.storagegateway").path("EventPattern").toString())
        .isEqualTo(
            "{\"detail-type\":[\"Storage Gateway Refresh Cache Event\"],\"source\":[\"aws.storagegateway\"]}");
  }

  @Test
  void anEventThatCanNotBeDeliveredIsNotLost() {
    for (String source : List.of("aws.cloudwatch", "aws.storagegateway")) {
      JsonNode target = rule(source).at("/Targets/0");
      assertThat(target.at("/Arn/Fn::GetAtt/0").asText()).startsWith("RunQueue");
      assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
          .startsWith("RunQueueDeadLetters");
    }
    synthesized
        .template()
        .hasResourceProperties(
            "AWS::SQS::QueuePolicy",
            Map.of(
                "PolicyDocument",
                Match.objectLike(
                    Map.of(
                        "Statement",
                        Match.arrayWith(
                            List.of(
                                Match.objectLike(
                                    Map.of(
                                        "Effect", "Allow",
                                        "Principal", Map.of("Service", "events.amazonaws.com"),
                                        "Condition", Match.anyValue()))))))));
  }

  private JsonNode rule(String source) {
    return synthesized
        .only(
            "AWS::Events::Rule", rule -> rule.at("/EventPattern/source/0").asText().equals(source))
        .path("Properties");
  }
}
