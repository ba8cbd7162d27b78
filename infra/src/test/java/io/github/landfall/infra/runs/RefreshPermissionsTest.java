package io.github.landfall.infra.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import io.github.landfall.refresh.RefreshHandler;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RefreshPermissionsTest {

  private final JsonNode role = role(Synthesized.committed());

  @Test
  void theFunctionMayDoItsWorkAndNothingElse() {
    assertThat(statements(role).flatMap(statement -> texts(statement.path("Action"))))
        .containsExactlyInAnyOrder(
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
            "sqs:SendMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ChangeMessageVisibility",
            "sqs:ReceiveMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "s3:ListBucket",
            "s3:ListBucket",
            "s3:GetObject",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:PutObject",
            "dynamodb:Scan",
            "cloudwatch:GetMetricStatistics",
            "ecs:ListTasks",
            "logs:FilterLogEvents",
            "states:ListExecutions",
            "storagegateway:DescribeNFSFileShares",
            "storagegateway:DescribeSMBFileShares",
            "storagegateway:RefreshCache",
            "storagegateway:ListFileShares",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
            "sns:Publish",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "logs:CreateLogStream",
            "logs:PutLogEvents");
    assertThat(role.has("ManagedPolicyArns")).isFalse();
    assertThat(Synthesized.committed().resources("AWS::IAM::Policy")).isEmpty();
  }

  @Test
  void onlyListingsAndMetricsReachBeyondNamedResources() {
    assertThat(
            statements(role).filter(statement -> statement.path("Resource").asText().equals("*")))
        .extracting(statement -> statement.path("Action").asText())
        .containsExactly(
            "cloudwatch:GetMetricStatistics", "ecs:ListTasks", "storagegateway:ListFileShares");
  }

  @Test
  void tasksAreListedOnTheFindersClusterAlone() {
    assertThat(statement("LookForFinders").at("/Condition/ArnEquals/ecs:cluster/0").toString())
        .contains("arn:aws-cn:ecs:cn-northwest-1:", ":cluster/", "TransferNetworkCluster");
  }

  @Test
  void sharesOfThisAccountAndRegionCanBeRefreshed() {
    assertThat(statement("RefreshShares").path("Resource").toString())
        .isEqualTo(
            "{\"Fn::Join\":[\"\",[\"arn:aws-cn:storagegateway:cn-northwest-1:\",{\"Ref\":\"AWS::AccountId\"},\":share/*\"]]}");
  }

  @Test
  void withConfiguredSharesOnlyTheseCanBeRefreshed() {
    String share = "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-1";
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("fileShares", List.of(share));

    assertThat(statement(role(Synthesized.of(landfall)), "RefreshShares").path("Resource").asText())
        .isEqualTo(share);
  }

  @Test
  void theQueuesOfImportedTransfersAreCountedByThePatternOfTheirNames() {
    assertThat(statement("CountObjects").path("Resource"))
        .extracting(RefreshPermissionsTest::end)
        .containsExactly(":Landfall-*-S3TransferQueue-*", ":Landfall-*-S3TransferQueueDLQ-*");
    assertThat(end(statement("CountWithdrawn").path("Resource")))
        .isEqualTo(":table/Landfall-*-S3TransferTable-*");
    assertThat(end(statement("ReadFindersLogs").path("Resource")))
        .isEqualTo(":log-group:Landfall-*-FinderStackFinderLogGroup*");
    assertThat(end(statement("LookForMerges").path("Resource")))
        .isEqualTo(":stateMachine:Landfall-*-MultiPart-ControllerSM");
  }

  @Test
  void whatCouldNotBeCopiedIsReadAndStaysWhereItIs() {
    assertThat(statement("ReadFailed").path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("sqs:ChangeMessageVisibility", "sqs:ReceiveMessage");
    assertThat(end(statement("ReadFailed").path("Resource")))
        .isEqualTo(":Landfall-*-S3TransferQueueDLQ-*");
  }

  @Test
  void whatAnAdoptedTransferHasIsWatchedByName() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put(
        "partners",
        List.of(
            ExampleConfiguration.partner("north"), ExampleConfiguration.adoptedPartner("south")));
    JsonNode mixed = role(Synthesized.of(landfall));

    assertThat(statement(mixed, "CountObjects").path("Resource"))
        .extracting(RefreshPermissionsTest::end)
        .containsExactly(
            ":DTHS3Stack-S3TransferQueue-1",
            ":DTHS3Stack-S3TransferQueueDLQ-1",
            ":Landfall-*-S3TransferQueue-*",
            ":Landfall-*-S3TransferQueueDLQ-*");
    assertThat(statement(mixed, "LookForMerges").path("Resource").asText())
        .endsWith(":stateMachine:DTHS3Stack-MultiPart-ControllerSM");
  }

  @Test
  void theArrivalsOfEveryPartnerAreCountedAndNotTaken() {
    assertThat(statement("CountArrivals").path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("sqs:GetQueueAttributes", "sqs:GetQueueUrl");
    assertThat(statement("CountArrivals").path("Resource"))
        .extracting(queue -> queue.at("/Fn::GetAtt/0").asText())
        .hasSize(2)
        .allMatch(queue -> queue.startsWith("ArrivalsQueues"))
        .noneMatch(queue -> queue.contains("DeadLetters"));
  }

  @Test
  void theMediaThemselvesAreListedAndNeverReadOrTouched() {
    assertThat(statement("ListParts").at("/Resource/Fn::GetAtt/0").asText()).startsWith("Ledger");
    assertThat(statement("CollectParts").at("/Resource/Fn::Join/1/0/Fn::GetAtt/0").asText())
        .startsWith("Ledger");
    assertThat(statement("PutReports").path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("s3:DeleteObject", "s3:PutObject");
    assertThat(statement("PutReports").at("/Resource/Fn::Join/1/0/Fn::GetAtt/0").asText())
        .startsWith("LandingBucket");
    assertThat(statement("PutReports").at("/Resource/Fn::Join/1/1").asText())
        .isEqualTo("/_landfall/*");
    assertThat(statements(role).filter(statement -> statement.toString().contains("\"s3:")))
        .hasSize(5);
    assertThat(statement("ReadDeliveryLists").path("Action").asText()).isEqualTo("s3:GetObject");
    assertThat(statement("ReadDeliveryLists").path("Resource"))
        .extracting(resource -> resource.at("/Fn::Join/1/1").asText())
        .containsExactly("/*.MHL", "/*.mhl");
  }

  @Test
  void whatNoTransferHasIsNotAllowed() {
    Map<String, Object> adopted = ExampleConfiguration.adoptedPartner("south");
    adopted.put("adopt", Map.of("queue", "q", "deadLetterQueue", "d", "table", "t"));
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(adopted));

    assertThat(statements(role(Synthesized.of(landfall))))
        .extracting(statement -> statement.path("Sid").asText())
        .contains("CountObjects")
        .doesNotContain("LookForFinders", "LookForMerges");
  }

  /** The end of an ARN, which the account's number stands before. */
  private static String end(JsonNode arn) {
    return arn.at("/Fn::Join/1/2").asText();
  }

  private JsonNode statement(String sid) {
    return statement(role, sid);
  }

  private static JsonNode statement(JsonNode role, String sid) {
    return statements(role)
        .filter(statement -> statement.path("Sid").asText().equals(sid))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode role(Synthesized synthesized) {
    return synthesized.roleOf(synthesized.function(RefreshHandler.class));
  }

  private static Stream<JsonNode> statements(JsonNode role) {
    return StreamSupport.stream(
        role.at("/Policies/0/PolicyDocument/Statement").spliterator(), false);
  }

  private static Stream<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isTextual()
        ? Stream.of(oneOrMore.asText())
        : StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText);
  }
}
