package io.github.landfall.infra.landing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.arrivals.ArrivalsHandler;
import io.github.landfall.arrivals.ArrivalsSettings;
import io.github.landfall.contract.ArrivalsVariables;
import io.github.landfall.infra.Synthesized;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalsFunctionTest {

  private final Synthesized synthesized = Synthesized.committed();
  private final JsonNode function = synthesized.function(ArrivalsHandler.class);

  @Test
  void theFunctionRunsOnARuntimeThatChinaHas() {
    assertThat(function.path("Runtime").asText()).isEqualTo("java25");
    assertThat(function.path("Architectures").toString()).isEqualTo("[\"x86_64\"]");
    assertThat(function.path("MemorySize").asInt()).isEqualTo(1024);
    assertThat(function.path("Timeout").asInt()).isEqualTo(60);
    assertThat(function.path("Handler").asText())
        .isEqualTo("io.github.landfall.arrivals.ArrivalsHandler::handleRequest");
  }

  @Test
  void itsLogsAreKeptForHalfAYear() {
    assertThat(
            synthesized
                .json()
                .path("Resources")
                .path(function.at("/LoggingConfig/LogGroup/Ref").asText())
                .at("/Properties/RetentionInDays")
                .asInt())
        .isEqualTo(180);
  }

  @Test
  void everySettingThatTheFunctionReadsIsSet() {
    JsonNode variables = function.at("/Environment/Variables");

    assertThat(variables.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            ArrivalsVariables.LANDING_BUCKET, ArrivalsVariables.LEDGER_BUCKET, "JAVA_TOOL_OPTIONS");
    assertThat(variables.path("JAVA_TOOL_OPTIONS").asText()).isEqualTo("-XX:TieredStopAtLevel=4");
    assertThat(variables.path(ArrivalsVariables.LANDING_BUCKET).path("Ref").asText())
        .startsWith("LandingBucket");
    assertThat(variables.path(ArrivalsVariables.LEDGER_BUCKET).path("Ref").asText())
        .startsWith("Ledger");
  }

  @Test
  void theFunctionTellsThePartnerFromTheQueuesName() {
    assertThat(synthesized.resources("AWS::SQS::Queue"))
        .extracting(queue -> queue.at("/Properties/QueueName").asText())
        .filteredOn(name -> !name.isEmpty())
        .extracting(
            name ->
                new ArrivalsSettings("landing", "ledger")
                    .partner("arn:aws-cn:sqs:cn-northwest-1:111122223333:" + name))
        .containsExactly("northlight", "harbour-vfx");
  }

  @Test
  void eachPartnersArrivalsComeInLargeBatchesAndOnlyTheFailedAgain() {
    assertThat(
            synthesized
                .resources("AWS::Lambda::EventSourceMapping")
                .map(mapping -> mapping.path("Properties"))
                .filter(
                    mapping ->
                        mapping
                            .at("/EventSourceArn/Fn::GetAtt/0")
                            .asText()
                            .startsWith("ArrivalsQueues")))
        .hasSize(2)
        .allSatisfy(
            mapping -> {
              assertThat(mapping.path("BatchSize").asInt()).isEqualTo(10_000);
              assertThat(mapping.path("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(20);
              assertThat(mapping.path("FunctionResponseTypes").toString())
                  .isEqualTo("[\"ReportBatchItemFailures\"]");
            });
  }

  @Test
  void aStormOfArrivalsLeavesTheAccountsOtherFunctionsRoom() {
    assertThat(
            synthesized
                .resources("AWS::Lambda::EventSourceMapping")
                .filter(mapping -> mapping.at("/Properties/BatchSize").asInt() > 1)
                .map(mapping -> mapping.at("/Properties/ScalingConfig/MaximumConcurrency"))
                .filter(maximum -> !maximum.isMissingNode()))
        .extracting(JsonNode::asInt)
        .containsExactly(2, 2);
  }

  @Test
  void theFunctionMayPutPartsIntoTheLedgerAndDoNothingElseToABucket() {
    JsonNode role = synthesized.roleOf(function);
    JsonNode statements = role.at("/Policies/0/PolicyDocument/Statement");

    assertThat(statements)
        .extracting(statement -> statement.path("Action").toString())
        .containsExactly(
            "[\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\",\"sqs:ReceiveMessage\"]",
            "\"s3:PutObject\"",
            "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]");
    assertThat(statements.at("/0/Resource"))
        .extracting(queue -> queue.at("/Fn::GetAtt/0").asText())
        .hasSize(2)
        .allMatch(queue -> queue.startsWith("ArrivalsQueues"))
        .noneMatch(queue -> queue.contains("DeadLetters"));
    assertThat(statements.at("/1/Resource/Fn::Join/1/0/Fn::GetAtt/0").asText())
        .startsWith("Ledger");
    assertThat(statements.at("/1/Resource/Fn::Join/1/1").asText()).isEqualTo("/*/new/*");
    assertThat(role.has("ManagedPolicyArns")).isFalse();
  }
}
