package io.github.landfall.infra.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import io.github.landfall.refresh.RefreshHandler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefreshFunctionTest {

  private final Synthesized synthesized = Synthesized.committed();
  private final JsonNode function = synthesized.function(RefreshHandler.class);

  @Test
  void theFunctionRunsOnARuntimeThatChinaHas() {
    assertThat(function.path("Runtime").asText()).isEqualTo("java25");
    assertThat(function.path("Architectures").toString()).isEqualTo("[\"x86_64\"]");
    assertThat(function.path("MemorySize").asInt()).isEqualTo(2048);
    assertThat(function.path("Timeout").asInt()).isEqualTo(600);
    assertThat(function.path("Handler").asText())
        .isEqualTo("io.github.landfall.refresh.RefreshHandler::handleRequest");
    assertThat(function.at("/EphemeralStorage/Size").asInt()).isEqualTo(4096);
    assertThat(function.has("SnapStart")).isFalse();
    assertThat(function.has("TracingConfig")).isFalse();
  }

  @Test
  void itsLogsAreKeptForHalfAYear() {
    String logGroup = function.at("/LoggingConfig/LogGroup/Ref").asText();

    assertThat(
            synthesized.json().at("/Resources/" + logGroup + "/Properties/RetentionInDays").asInt())
        .isEqualTo(180);
  }

  @Test
  void eventsThatAreDoneAreNotRepeatedWithThoseThatAreNot() {
    JsonNode mapping =
        synthesized
            .only(
                "AWS::Lambda::EventSourceMapping",
                properties ->
                    properties.at("/EventSourceArn/Fn::GetAtt/0").asText().startsWith("RunQueue"))
            .path("Properties");

    assertThat(mapping.path("FunctionResponseTypes").toString())
        .isEqualTo("[\"ReportBatchItemFailures\"]");
    assertThat(mapping.path("BatchSize").asInt()).isEqualTo(1);
  }

  @Test
  void everySettingThatTheFunctionReadsIsSet() {
    assertThat(function.at("/Environment/Variables").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            RefreshVariables.RUNS_TABLE,
            RefreshVariables.RUN_QUEUE,
            RefreshVariables.RUN_DEAD_LETTER_QUEUE,
            RefreshVariables.LANDING_BUCKET,
            RefreshVariables.LEDGER_BUCKET,
            RefreshVariables.NOTICE_TOPIC,
            RefreshVariables.OPERATIONS_TOPIC,
            RefreshVariables.LANGUAGE,
            RefreshVariables.TIME_ZONE,
            RefreshVariables.REFRESH_DEADLINE);
  }

  @Test
  void theFunctionLooksForArrivalsInTheQueuesThatAreThere() {
    assertThat(synthesized.resources("AWS::SQS::Queue"))
        .extracting(queue -> queue.at("/Properties/QueueName").asText())
        .contains(Names.ARRIVALS_QUEUE + "northlight", Names.ARRIVALS_QUEUE + "harbour-vfx");
  }

  @Test
  void noVariableGrowsWithTheNumberOfPartners() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    String one =
        Synthesized.of(landfall).function(RefreshHandler.class).path("Environment").toString();
    landfall.put(
        "partners",
        List.of(ExampleConfiguration.partner("north"), ExampleConfiguration.partner("south")));

    assertThat(
            Synthesized.of(landfall).function(RefreshHandler.class).path("Environment").toString())
        .isEqualTo(one);
  }

  @Test
  void configuredFileSharesReachTheFunction() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    String one = "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-1";
    String two = "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-2";
    landfall.put("fileShares", List.of(one, two));

    assertThat(
            Synthesized.of(landfall)
                .function(RefreshHandler.class)
                .at("/Environment/Variables/" + RefreshVariables.FILE_SHARES)
                .asText())
        .isEqualTo(one + "," + two);
  }
}
