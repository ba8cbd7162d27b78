package io.github.landfall.infra.landing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsQueuesTest {

  private final Synthesized synthesized = Synthesized.committed();

  @ParameterizedTest
  @ValueSource(strings = {"northlight", "harbour-vfx"})
  void noArrivalIsLostWhileTheBucketCanNotBeWrittenForSomeHours(String partner) {
    JsonNode queue = queue(synthesized, partner).getValue().path("Properties");

    assertThat(queue.path("VisibilityTimeout").asInt()).isEqualTo(6 * 60 + 20);
    assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(100);
    assertThat(queue.at("/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0").asText())
        .startsWith("ArrivalsQueuesDeadLetters");
  }

  @Test
  void nobodyButBucketsOfThisAccountMaySendArrivals() {
    JsonNode condition = maySend(synthesized, "northlight").path("Condition");

    assertThat(condition.at("/StringEquals/aws:SourceAccount/Ref").asText())
        .isEqualTo("AWS::AccountId");
    assertThat(condition.at("/ArnLike/aws:SourceArn").asText()).isEqualTo("arn:aws-cn:s3:::*");
  }

  @Test
  void aBucketWithANameIsTheOnlyOneThatMaySendArrivals() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("bucket", "studio-landing");

    assertThat(
            maySend(Synthesized.of(landfall), "northlight")
                .at("/Condition/ArnLike/aws:SourceArn")
                .asText())
        .isEqualTo("arn:aws-cn:s3:::studio-landing");
  }

  private static JsonNode maySend(Synthesized synthesized, String partner) {
    String queue = queue(synthesized, partner).getKey();
    JsonNode policy =
        synthesized
            .only(
                "AWS::SQS::QueuePolicy",
                properties -> properties.at("/Queues/0/Ref").asText().equals(queue))
            .at("/Properties/PolicyDocument/Statement");
    JsonNode allowed =
        StreamSupport.stream(policy.spliterator(), false)
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .reduce((one, other) -> null)
            .orElseThrow();
    assertThat(allowed.path("Action").asText()).isEqualTo("sqs:SendMessage");
    assertThat(allowed.path("Principal").toString())
        .isEqualTo("{\"Service\":\"s3.amazonaws.com\"}");
    return allowed;
  }

  private static Map.Entry<String, JsonNode> queue(Synthesized synthesized, String partner) {
    return synthesized
        .all()
        .filter(
            entry ->
                entry
                    .getValue()
                    .at("/Properties/QueueName")
                    .asText()
                    .equals("Landfall-arrivals-" + partner))
        .findFirst()
        .orElseThrow();
  }
}
