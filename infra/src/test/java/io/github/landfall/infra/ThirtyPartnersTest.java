package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Thirty partners with the longest names stay within every limit of a deployment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation's
 *     quotas</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM's
 *     quotas</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html">Quotas
 *     of queue policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html">EventBridge's
 *     quotas</a>
 */
class ThirtyPartnersTest {

  /** The characters of a name that CloudFormation makes up: stack, logical id, random text. */
  private static final String MADE_UP = "x".repeat(80);

  private final Synthesized synthesized = Synthesized.of(thirtyPartners());

  @Test
  void templateFitsCloudFormation() {
    assertThat(synthesized.all()).hasSizeLessThanOrEqualTo(500);
    assertThat(synthesized.json().path("Outputs").size()).isLessThanOrEqualTo(200);
    assertThat(synthesized.json().toPrettyString().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(1_000_000);
  }

  @Test
  void everyRoleFitsIam() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    synthesized
        .all()
        .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::IAM::Role"))
        .forEach(
            role ->
                sizes.put(
                    role.getKey(),
                    stream(role.getValue().at("/Properties/Policies"))
                        .mapToInt(policy -> deployed(policy.path("PolicyDocument")).length())
                        .sum()));

    assertThat(sizes).hasSize(4).allSatisfy((role, size) -> assertThat(size).isLessThan(10_240));
  }

  @Test
  void everyQueuePolicyFitsSqs() {
    assertThat(synthesized.resources("AWS::SQS::QueuePolicy"))
        .hasSize(35)
        .extracting(policy -> policy.at("/Properties/PolicyDocument"))
        .allSatisfy(
            policy -> {
              assertThat(policy.path("Statement").size()).isLessThanOrEqualTo(20);
              assertThat(deployed(policy).length()).isLessThanOrEqualTo(8192);
            });
  }

  @Test
  void everyRuleFitsEventBridge() {
    assertThat(synthesized.resources("AWS::Events::Rule"))
        .hasSize(106)
        .extracting(rule -> rule.path("Properties"))
        .allSatisfy(
            rule -> {
              assertThat(rule.path("Targets")).hasSize(1);
              assertThat(deployed(rule.path("EventPattern")).length()).isLessThanOrEqualTo(2048);
              assertThat(deployed(rule.at("/Targets/0/InputTransformer/InputTemplate")).length())
                  .isLessThanOrEqualTo(8192);
            });
  }

  @Test
  void theBucketsNotificationsFitS3() {
    assertThat(
            synthesized
                .landingBucket()
                .at("/Properties/NotificationConfiguration/QueueConfigurations")
                .size())
        .isEqualTo(90)
        .isLessThanOrEqualTo(100);
  }

  @Test
  void groupRobotsInThePlaceOfPartnersFitAsWell() {
    Map<String, Object> landfall = partners(22);
    List<Map<String, Object>> robots = new ArrayList<>();
    for (int number = 10; number < 18; number++) {
      robots.add(
          Map.of(
              "name", "a-name-of-18-cha" + number,
              "kind", "dingtalk",
              "secret", "s".repeat(126) + number));
    }
    landfall.put(
        "notices",
        Map.of(
            "language",
            "zh-CN",
            "operationsEmails",
            List.of("operations@example.com"),
            "robots",
            robots));
    Synthesized withRobots = Synthesized.of(landfall);

    assertThat(withRobots.all().count()).isLessThan(synthesized.all().count());
    assertThat(withRobots.resources("AWS::IAM::Role"))
        .hasSize(5)
        .allSatisfy(
            role ->
                assertThat(
                        stream(role.at("/Properties/Policies"))
                            .mapToInt(policy -> deployed(policy.path("PolicyDocument")).length())
                            .sum())
                    .isLessThan(10_240));
  }

  private static Map<String, Object> thirtyPartners() {
    return partners(30);
  }

  private static Map<String, Object> partners(int count) {
    List<Map<String, Object>> partners = new ArrayList<>();
    for (int number = 10; number < 10 + count; number++) {
      Map<String, Object> partner = ExampleConfiguration.partner("a-name-of-18-cha" + number);
      partner.put("edition", number % 2 == 0 ? "ecs" : "ec2");
      partners.add(partner);
    }
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("bucket", "b".repeat(63));
    landfall.put("partners", partners);
    return landfall;
  }

  /** The text without functions, each of which stands for a name that is long. */
  private static String deployed(JsonNode node) {
    if (node.isObject() && node.size() == 1) {
      if (node.has("Fn::Join")) {
        StringBuilder joined = new StringBuilder();
        node.at("/Fn::Join/1").forEach(part -> joined.append(deployed(part)));
        return joined.toString();
      }
      if (node.has("Ref") || node.has("Fn::GetAtt")) {
        return node.at("/Fn::GetAtt/1").asText().equals("Arn")
            ? "arn:aws-cn:cloudwatch:cn-northwest-1:111122223333:" + MADE_UP
            : MADE_UP;
      }
    }
    if (node.isContainerNode()) {
      StringBuilder text = new StringBuilder("{}");
      node.properties()
          .forEach(
              e ->
                  text.append("'").append(e.getKey()).append("':,").append(deployed(e.getValue())));
      if (node.isArray()) {
        node.forEach(element -> text.append(deployed(element)).append("'',"));
      }
      return text.toString();
    }
    return node.asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
