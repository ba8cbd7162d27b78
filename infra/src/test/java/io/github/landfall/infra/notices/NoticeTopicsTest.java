package io.github.landfall.infra.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.Synthesized;
import org.junit.jupiter.api.Test;

class NoticeTopicsTest {

  private final Synthesized synthesized = Synthesized.committed();

  @Test
  void producersAndOperationsAreMailed() {
    assertThat(synthesized.resources("AWS::SNS::Subscription"))
        .extracting(
            subscription ->
                "%s %s %s"
                    .formatted(
                        subscription.at("/Properties/Protocol").asText(),
                        subscription.at("/Properties/Endpoint").asText(),
                        subscription.at("/Properties/TopicArn/Ref").asText().substring(0, 12)))
        .containsExactlyInAnyOrder(
            "email producers@example.com TopicsNotice",
            "email operations@example.com TopicsOperat");
  }

  @Test
  void noticesTravelEncryptedAndRestEncrypted() {
    assertThat(synthesized.resources("AWS::SNS::Topic"))
        .hasSize(2)
        .allMatch(topic -> topic.at("/Properties/KmsMasterKeyId").toString().contains("TopicsKey"));
    assertThat(synthesized.resources("AWS::SNS::TopicPolicy"))
        .hasSize(2)
        .allMatch(policy -> policy.toString().contains("{\"aws:SecureTransport\":\"false\"}"));
  }

  @Test
  void alarmsOfThisAccountCanReachOperations() {
    JsonNode policy =
        synthesized
            .only(
                "AWS::SNS::TopicPolicy",
                properties ->
                    properties.at("/Topics/0/Ref").asText().startsWith("TopicsOperations"))
            .at("/Properties/PolicyDocument/Statement/1");

    assertThat(policy.at("/Principal/Service").asText()).isEqualTo("cloudwatch.amazonaws.com");
    assertThat(policy.path("Action").asText()).isEqualTo("sns:Publish");
    assertThat(policy.at("/Condition/StringEquals/aws:SourceAccount/Ref").asText())
        .isEqualTo("AWS::AccountId");
  }

  @Test
  void theKeyServesAlarmsOfThisAccountAndIsRotated() {
    JsonNode key = synthesized.only("AWS::KMS::Key").path("Properties");

    assertThat(key.path("EnableKeyRotation").asBoolean()).isTrue();
    assertThat(key.at("/KeyPolicy/Statement"))
        .filteredOn(statement -> statement.at("/Principal/Service").isTextual())
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.at("/Principal/Service").asText())
                  .isEqualTo("cloudwatch.amazonaws.com");
              assertThat(statement.path("Action").toString())
                  .isEqualTo("[\"kms:Decrypt\",\"kms:GenerateDataKey\"]");
              assertThat(statement.at("/Condition/StringEquals/aws:SourceAccount/Ref").asText())
                  .isEqualTo("AWS::AccountId");
            });
  }
}
