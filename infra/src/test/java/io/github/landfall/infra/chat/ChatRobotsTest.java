package io.github.landfall.infra.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.landfall.chat.ChatHandler;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChatRobotsTest {

  private static Synthesized synthesized;

  @BeforeAll
  static void synthesize() {
    synthesized =
        with(
            List.of(
                robot("producers", "wecom", "producers", List.of()),
                robot("north-only", "dingtalk", "producers", List.of("northlight")),
                robot("on-call", "feishu", "operations", List.of("northlight")),
                robot("all-alarms", "wecom", "operations", List.of())));
  }

  @Test
  void aRobotsQueueGetsItsAudiencesNoticesOfItsPartners() {
    assertThat(subscriptions())
        .containsExactlyInAnyOrder(
            "producers of TopicsNotices: everything",
            "north-only of TopicsNotices: {\"partner\":[\"northlight\"]}",
            // An alarm has no attribute.
            "on-call of TopicsOperations: {\"partner\":[\"northlight\",{\"exists\":false}]}",
            "all-alarms of TopicsOperations: everything");
  }

  @Test
  void aMessageIsTriedForAnHourAndThenGivenUpByItself() {
    JsonNode queue = queue("Landfall-chat-on-call");

    assertThat(queue.path("VisibilityTimeout").asInt()).isEqualTo(120);
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(24 * 3600);
    assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).isTrue();
    assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(30);
    String deadLetters = queue.at("/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0").asText();
    assertThat(
            synthesized.json().at("/Resources/" + deadLetters + "/Properties/QueueName").asText())
        .isEqualTo("Landfall-chat-on-call-dead-letters");
    assertThat(synthesized.function(ChatHandler.class).path("Timeout").asInt()).isLessThan(120);
  }

  @Test
  void onlyItsTopicMayPutMessagesIntoAQueue() {
    assertThat(synthesized.resources("AWS::SQS::QueuePolicy"))
        .filteredOn(policy -> policy.toString().contains("sns.amazonaws.com"))
        .hasSize(8)
        .allSatisfy(
            policy ->
                assertThat(policy.at("/Properties/PolicyDocument/Statement"))
                    .filteredOn(one -> one.at("/Principal/Service").isTextual())
                    .singleElement()
                    .satisfies(
                        one -> {
                          assertThat(one.path("Action").asText()).isEqualTo("sqs:SendMessage");
                          assertThat(one.at("/Condition/ArnEquals/aws:SourceArn/Ref").asText())
                              .startsWith("Topics");
                        }));
  }

  @Test
  void theFunctionTakesOneMessageAtATimeOfEachQueueAndTellsWhatFailed() {
    assertThat(synthesized.resources("AWS::Lambda::EventSourceMapping"))
        .extracting(mapping -> mapping.path("Properties"))
        .filteredOn(mapping -> mapping.path("EventSourceArn").toString().contains("ChatRobots"))
        .hasSize(4)
        .allSatisfy(
            mapping -> {
              assertThat(mapping.path("BatchSize").asInt()).isEqualTo(1);
              assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(2);
              assertThat(mapping.path("FunctionResponseTypes").toString())
                  .contains("ReportBatchItemFailures");
              assertThat(mapping.has("Tags")).isFalse();
            });
  }

  @Test
  void theFunctionMayReadTheRobotsSecretsAndTheirQueues() {
    JsonNode policy =
        synthesized
            .roleOf(synthesized.function(ChatHandler.class))
            .at("/Policies/0/PolicyDocument/Statement");

    assertThat(policy)
        .extracting(one -> one.path("Sid").asText())
        .containsExactly("TakeMessages", "ReadWebhooks", "WriteLog");
    assertThat(policy.get(0).path("Resource")).hasSize(4);
    assertThat(policy.get(1).path("Action").asText()).isEqualTo("secretsmanager:GetSecretValue");
    assertThat(policy.get(1).path("Resource").toString())
        .contains(":secret:landfall/robots/on-call-??????")
        .doesNotContain("*");
  }

  @Test
  void theFunctionIsToldOfTheRobotsAndOfNoWebhook() {
    JsonNode variables = synthesized.function(ChatHandler.class).at("/Environment/Variables");

    assertThat(variables.path("ROBOTS").toString())
        .contains("on-call", "feishu", "landfall/robots/on-call", "Fn::GetAtt");
    assertThat(variables.path("LANGUAGE").asText()).isEqualTo("en");
  }

  @Test
  void operationsAreMailedWhenARobotFails() {
    assertThat(synthesized.resources("AWS::CloudWatch::Alarm"))
        .extracting(alarm -> alarm.at("/Properties/AlarmName").asText())
        .contains(
            "Landfall-chat-dead-letters-producers",
            "Landfall-chat-dead-letters-on-call",
            "Landfall-chat-function-errors");
    JsonNode alarm =
        synthesized.only(
            "AWS::CloudWatch::Alarm",
            one -> one.path("AlarmName").asText().equals("Landfall-chat-dead-letters-on-call"));
    assertThat(alarm.at("/Properties/AlarmActions/0/Ref").asText()).startsWith("TopicsOperations");
    // Else its own robot would fail with the second message as well, for ever.
    assertThat(alarm.path("Properties").has("OKActions")).isFalse();
    assertThat(synthesized.only("AWS::CloudWatch::Dashboard").toString())
        .contains("Group robots", "on-call: given up");
  }

  @Test
  void awsSolutionsFindNothingInIt() {
    assertThat(
            new AwsSolutionsChecks(synthesized.stack())
                .validateScope(synthesized.stack()).getViolations().stream()
                    .flatMap(violation -> violation.getViolatingResources().stream())
                    .map(resource -> resource.getConstructPath()))
        .noneMatch(path -> path.contains("ChatRobots"));
  }

  @Test
  void eightRobotsFitTheFunctionsEnvironment() {
    Synthesized full =
        with(
            IntStream.range(0, 8)
                .<Map<String, Object>>mapToObj(
                    i ->
                        robot(
                            "robot-with-longname".substring(0, 17) + i,
                            "dingtalk",
                            "producers",
                            List.of()))
                .toList());

    String text = full.function(ChatHandler.class).at("/Environment/Variables/ROBOTS").toString();
    // A reference becomes an ARN; a secret's name may be 128 characters long.
    assertThat(text.length() + 8 * (100 + 128)).isLessThan(4096 - 100);
  }

  @Test
  void withoutRobotsNothingIsThere() {
    Synthesized none = Synthesized.committed();

    assertThat(none.json().toString()).doesNotContain("ChatRobots", "Landfall-chat-");
  }

  private static List<String> subscriptions() {
    return synthesized
        .resources("AWS::SNS::Subscription")
        .map(subscription -> subscription.path("Properties"))
        .filter(subscription -> subscription.path("Protocol").asText().equals("sqs"))
        .map(
            subscription ->
                "%s of %s: %s"
                    .formatted(
                        queueOf(subscription.at("/Endpoint/Fn::GetAtt/0").asText()),
                        subscription.at("/TopicArn/Ref").asText().replaceAll("[0-9A-F]{8}$", ""),
                        Optional.of(subscription.path("FilterPolicy"))
                            .filter(JsonNode::isObject)
                            .map(JsonNode::toString)
                            .orElse("everything")))
        .toList();
  }

  private static String queueOf(String logicalId) {
    return synthesized
        .json()
        .at("/Resources/" + logicalId + "/Properties/QueueName")
        .asText()
        .replace("Landfall-chat-", "");
  }

  private static JsonNode queue(String name) {
    return synthesized
        .only("AWS::SQS::Queue", queue -> queue.path("QueueName").asText().equals(name))
        .path("Properties");
  }

  private static Map<String, Object> robot(
      String name, String kind, String audience, List<String> partners) {
    Map<String, Object> robot = new HashMap<>();
    robot.put("name", name);
    robot.put("kind", kind);
    robot.put("secret", "landfall/robots/" + name);
    robot.put("audience", audience);
    if (!partners.isEmpty()) {
      robot.put("partners", partners);
    }
    return robot;
  }

  private static Synthesized with(List<Map<String, Object>> robots) {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put(
        "partners",
        List.of(ExampleConfiguration.partner("northlight"), ExampleConfiguration.partner("other")));
    landfall.put(
        "notices",
        Map.of(
            "language",
            "en",
            "operationsEmails",
            List.of("operations@example.com"),
            "robots",
            new ArrayList<>(robots)));
    return Synthesized.of(landfall);
  }
}
