package io.github.landfall.infra.runs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import io.github.landfall.infra.config.ConfigurationException;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.refresh.RefreshHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
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
            RefreshVariables.TRANSFERS,
            RefreshVariables.RUNS_TABLE,
            RefreshVariables.RUN_QUEUE,
            RefreshVariables.RUN_DEAD_LETTER_QUEUE,
            RefreshVariables.LANDING_BUCKET,
            RefreshVariables.LEDGER_BUCKET,
            RefreshVariables.ARRIVALS_QUEUE_PREFIX,
            RefreshVariables.NOTICE_TOPIC,
            RefreshVariables.OPERATIONS_TOPIC,
            RefreshVariables.LANGUAGE,
            RefreshVariables.TIME_ZONE,
            RefreshVariables.REFRESH_DEADLINE);
  }

  @Test
  void theFunctionLooksForArrivalsInTheQueuesThatAreThere() {
    String prefix =
        function.at("/Environment/Variables/" + RefreshVariables.ARRIVALS_QUEUE_PREFIX).asText();

    assertThat(synthesized.resources("AWS::SQS::Queue"))
        .extracting(queue -> queue.at("/Properties/QueueName").asText())
        .contains(prefix + "northlight", prefix + "harbour-vfx");
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

  @Test
  void theFunctionCanReadTheTransfersBack() throws JsonProcessingException {
    assertThat(transfers(synthesized))
        .containsExactly(
            new WatchedTransfer(
                "northlight",
                "Landfall-transfer-northlight",
                "northlight.Outputs.CommonQueueNameEB26B1B7",
                "northlight.Outputs.CommonDLQQueueName98D51C56",
                "TransferNetworkCluster276AA13A",
                "northlight.Outputs.ECSStackTaskDefinitionNameE8E07C57",
                null),
            new WatchedTransfer(
                "harbour-vfx",
                "Landfall-transfer-harbour-vfx",
                "harbourvfx.Outputs.CommonQueueNameEB26B1B7",
                "harbourvfx.Outputs.CommonDLQQueueName98D51C56",
                null,
                null,
                "harbourvfx.Outputs.MultiPartStateMachineSfnArnFA9E5135"));
  }

  @Test
  void anAdoptedTransferIsHandedOnAsConfigured() throws JsonProcessingException {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(ExampleConfiguration.adoptedPartner("south")));

    assertThat(transfers(Synthesized.of(landfall)))
        .containsExactly(
            new WatchedTransfer(
                "south",
                "Landfall-transfer-south",
                "DTHS3Stack-S3TransferQueue-1",
                "DTHS3Stack-S3TransferQueueDLQ-1",
                "dth-cluster",
                "DTHS3Stack-DTHFinderTask",
                "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:DTHS3Stack-MultiPart-ControllerSM"));
  }

  @Test
  void eightPartnersWithTheLongestNamesFitLambdasEnvironment() {
    for (String edition : List.of("ecs", "ec2")) {
      Map<String, Object> landfall = ExampleConfiguration.smallest();
      landfall.put("bucket", "b".repeat(63));
      landfall.put("timeZone", "America/Argentina/ComodRivadavia");
      landfall.put("refreshDeadline", "PT71H59M59S");
      landfall.put("partners", partnersWithTheLongestNames(edition));

      assertThat(EnvironmentBudget.greatestSize(LandfallConfiguration.of(landfall)))
          .as(edition)
          .isLessThanOrEqualTo(4096);
    }
  }

  @Test
  void theBudgetCountsNoLessThanTheTemplateCanGrowTo() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", partnersWithTheLongestNames("ec2"));
    JsonNode variables =
        Synthesized.of(landfall).function(RefreshHandler.class).at("/Environment/Variables");
    Map<String, String> deployed =
        variables.properties().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    variable -> text(variable.getValue(), RefreshFunctionTest::asDeployed),
                    (one, other) -> one,
                    TreeMap::new));

    assertThat(new ObjectMapper().valueToTree(deployed).toString().length())
        .isLessThanOrEqualTo(EnvironmentBudget.greatestSize(LandfallConfiguration.of(landfall)));
  }

  @Test
  void namesThatDoNotFitAreRefusedBeforeADeployment() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put(
        "fileShares",
        IntStream.range(0, 60)
            .mapToObj(
                number ->
                    "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-" + number)
            .toList());

    assertThatThrownBy(() -> Synthesized.of(landfall))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "landfall: the function's environment may need \\d+ bytes, expected at most 4096, Lambda's limit; shorten the names of partners or adopted transfers, or leave out fileShares");
  }

  private static List<Map<String, Object>> partnersWithTheLongestNames(String edition) {
    List<Map<String, Object>> partners = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      Map<String, Object> partner = ExampleConfiguration.partner("a-name-of-18-char" + number);
      partner.put("edition", edition);
      partners.add(partner);
    }
    return partners;
  }

  private static List<WatchedTransfer> transfers(Synthesized of) throws JsonProcessingException {
    JsonNode variable =
        of.function(RefreshHandler.class)
            .at("/Environment/Variables/" + RefreshVariables.TRANSFERS);
    String text = text(variable, RefreshFunctionTest::asId);
    return List.of(new ObjectMapper().readValue(text, WatchedTransfer[].class));
  }

  private static String text(
      JsonNode value, java.util.function.Function<JsonNode, String> reference) {
    if (value.isTextual()) {
      return value.asText();
    }
    if (value.has("Fn::Join")) {
      return StreamSupport.stream(value.at("/Fn::Join/1").spliterator(), false)
          .map(part -> text(part, reference))
          .reduce("", String::concat);
    }
    return reference.apply(value);
  }

  private static String asId(JsonNode reference) {
    return reference.has("Ref")
        ? reference.path("Ref").asText()
        : reference.at("/Fn::GetAtt/0").asText() + "." + reference.at("/Fn::GetAtt/1").asText();
  }

  /** What a reference is on AWS, with CloudFormation's random suffixes of twelve characters. */
  private static String asDeployed(JsonNode reference) {
    if (reference.has("Ref")) {
      String id = reference.path("Ref").asText();
      String name = "Landfall-" + id + "-1A2B3C4D5E6F";
      if (id.startsWith("Topics")) {
        return "arn:aws-cn:sns:cn-northwest-1:111122223333:" + name;
      }
      return id.startsWith("RunQueue")
          ? "https://sqs.cn-northwest-1.amazonaws.com.cn/111122223333/" + name
          : name;
    }
    String stack = "Landfall-" + reference.at("/Fn::GetAtt/0").asText() + "-1A2B3C4D5E6F";
    return switch (reference.at("/Fn::GetAtt/1").asText()) {
      case "Outputs.CommonQueueNameEB26B1B7" -> stack + "-S3TransferQueue-1A2B3C4D5E6F";
      case "Outputs.CommonDLQQueueName98D51C56" -> stack + "-S3TransferQueueDLQ-1A2B3C4D5E6F";
      default ->
          "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:"
              + stack
              + "-MultiPart-ControllerSM";
    };
  }
}
