package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What holds for the template as a whole, above all what must not be in it. */
class LandfallStackTest {

  private static final Set<String> STATEFUL =
      Set.of(
          "AWS::S3::Bucket",
          "AWS::DynamoDB::Table",
          "AWS::KMS::Key",
          "AWS::SecretsManager::Secret",
          "AWS::Logs::LogGroup");

  /** What CloudFormation can't tag, or not in China, and stacks, which pass their tags on. */
  private static final Set<String> UNTAGGED =
      Set.of(
          "AWS::S3::BucketPolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SNS::Subscription",
          "AWS::SQS::QueuePolicy",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::Route",
          "AWS::EC2::VPCGatewayAttachment",
          "AWS::Logs::MetricFilter",
          "AWS::CloudFormation::Stack",
          "AWS::Lambda::EventSourceMapping",
          "AWS::CloudWatch::Dashboard");

  private final Synthesized synthesized = Synthesized.committed();

  @Test
  void noArnIsOfAnotherPartition() {
    assertThat(synthesized.json().toString()).contains("arn:aws-cn:").doesNotContain("arn:aws:");
  }

  @Test
  void servicesAreNamedAsEverywhere() {
    assertThat(
            synthesized
                .statements()
                .flatMap(statement -> texts(statement.at("/Principal/Service")))
                .distinct())
        .containsExactlyInAnyOrder(
            "cloudwatch.amazonaws.com",
            "events.amazonaws.com",
            "lambda.amazonaws.com",
            "s3.amazonaws.com",
            "storagegateway.amazonaws.com");
  }

  @Test
  void nothingIsAllowedByWildcard() {
    assertThat(
            synthesized
                .statements()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .flatMap(statement -> texts(statement.path("Action"))))
        .isNotEmpty()
        .noneMatch(action -> action.contains("*"));
  }

  @Test
  void nobodyIsAllowedAnythingAnonymously() {
    assertThat(
            synthesized
                .statements()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .map(statement -> statement.path("Principal").toString()))
        .noneMatch(principal -> principal.contains("\"*\""));
  }

  @Test
  void cloudFormationDoesEverythingByItself() {
    assertThat(types())
        .doesNotContain("AWS::CloudFormation::CustomResource", "AWS::EC2::NatGateway")
        .noneMatch(type -> type.startsWith("Custom::"));
    assertThat(synthesized.resources("AWS::Lambda::Function")).hasSize(3);
  }

  @Test
  void deletingTheStackLosesNoData() {
    assertThat(synthesized.all().map(Map.Entry::getValue))
        .filteredOn(resource -> STATEFUL.contains(resource.path("Type").asText()))
        .hasSize(9)
        .allMatch(
            resource -> resource.path("DeletionPolicy").asText().equals("RetainExceptOnCreate"))
        .allMatch(resource -> resource.path("UpdateReplacePolicy").asText().equals("Retain"));
  }

  @Test
  void runsAreRememberedInATableThatCanBeRestored() {
    JsonNode table = synthesized.only("AWS::DynamoDB::Table").path("Properties");

    assertThat(table.path("KeySchema").toString())
        .isEqualTo(
            "[{\"AttributeName\":\"partner\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"run\",\"KeyType\":\"RANGE\"}]");
    assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expires");
    assertThat(synthesized.json().at("/Outputs/RunsTableName/Value/Ref").asText())
        .startsWith("RunsTable");
  }

  @Test
  void everythingIsTagged() {
    assertThat(synthesized.all())
        .filteredOn(entry -> !UNTAGGED.contains(entry.getValue().path("Type").asText()))
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.getValue().at("/Properties/Tags").toString())
                    .as(entry.getKey())
                    .containsAnyOf(
                        "{\"Key\":\"landfall\",\"Value\":\"Landfall\"}",
                        "\"landfall\":\"Landfall\""));
  }

  @Test
  void aConfiguredAccountNeedsNoCredentialsToSynthesize() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("account", "111122223333");

    Synthesized withAccount = Synthesized.of(landfall);

    assertThat(withAccount.json().toString())
        .contains("arn:aws-cn:sqs:cn-northwest-1:111122223333:")
        .doesNotContain("dummy1a");
  }

  @Test
  void whatAnEditionHasNotIsNotAskedFor() {
    Map<String, Object> partner = ExampleConfiguration.partner("north");
    partner.put("edition", "ec2");
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner));

    assertThat(Synthesized.of(landfall).json().toString())
        .contains("MultiPartStateMachineSfnArnFA9E5135")
        .doesNotContain("ECSStackTaskDefinitionNameE8E07C57", "ecsClusterName");
  }

  private Stream<String> types() {
    return synthesized.all().map(resource -> resource.getValue().path("Type").asText());
  }

  private static Stream<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isTextual()
        ? Stream.of(oneOrMore.asText())
        : StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText);
  }
}
