package io.github.landfall.infra.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.Due;
import io.github.landfall.refresh.event.RunEvent.FinderStopped;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import io.github.landfall.refresh.event.RunEventReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the rules of the template make of an event, the function can read. */
class RunMessagesTest {

  private static final String QUIET =
      """
      {"detail-type": "CloudWatch Alarm State Change", "time": "2026-11-22T17:31:13Z",
       "detail": {"alarmName": "any",
         "previousState": {"timestamp": "2026-11-22T16:05:13.123+0000", "value": "ALARM",
           "reason": "Threshold Crossed: 1 datapoint"},
         "state": {"timestamp": "2026-11-22T17:31:13.123+0000", "value": "OK",
           "reason": "Threshold Crossed: no datapoints"}}}
      """;
  private static final String FINDER =
      """
      {"detail-type": "ECS Task State Change",
       "detail": {"taskArn": "t", "createdAt": "2026-11-22T16:00:00Z",
         "stoppedAt": "2026-11-22T16:20:00Z", "containers": [{"exitCode": 1}],
         "stoppedReason": "Essential container in task exited"}}
      """;
  private static final String SCHEDULED =
      """
      {"detail-type": "Scheduled Event", "time": "2026-11-23T16:00:00Z", "detail": {}}
      """;

  private static final WatchedTransfer NORTHLIGHT =
      new WatchedTransfer(
          "northlight",
          "northlight.Outputs.CommonQueueNameEB26B1B7",
          "northlight.Outputs.CommonDLQQueueName98D51C56",
          "TransferNetworkCluster276AA13A",
          "northlight.Outputs.ECSStackTaskDefinitionNameE8E07C57",
          null,
          "northlight.Outputs.CommonTableName4099A6E9",
          null);
  private static final WatchedTransfer HARBOUR =
      new WatchedTransfer(
          "harbour-vfx",
          "harbourvfx.Outputs.CommonQueueNameEB26B1B7",
          "harbourvfx.Outputs.CommonDLQQueueName98D51C56",
          null,
          null,
          "harbourvfx.Outputs.MultiPartStateMachineSfnArnFA9E5135",
          "harbourvfx.Outputs.CommonTableName4099A6E9",
          "harbourvfx.Outputs.FinderStackFinderLogGroupNameB966FCFB");

  private final Synthesized committed = Synthesized.committed();

  @Test
  void alarmThatACheckHasSetIsKnownByItsReason() throws Exception {
    JsonNode target = target(committed, alarmRule(committed, NORTHLIGHT.partner()));
    String set = QUIET.replace("Threshold Crossed: 1 datapoint", Names.CHECK_REASON);

    assertThat(new RunEventReader().read(message(target, set)))
        .isInstanceOfSatisfying(AlarmChange.class, change -> assertThat(change.check()).isTrue());
  }

  @Test
  void changeOfAnAlarmNamesThePartnerAndItsTransfer() throws Exception {
    Instant alarmedAt = Instant.parse("2026-11-22T16:05:13.123Z");
    Instant changedAt = Instant.parse("2026-11-22T17:31:13.123Z");
    for (WatchedTransfer transfer : List.of(NORTHLIGHT, HARBOUR)) {
      JsonNode target = target(committed, alarmRule(committed, transfer.partner()));

      assertThat(new RunEventReader().read(message(target, QUIET)))
          .isEqualTo(new AlarmChange(transfer, AlarmChange.State.OK, alarmedAt, changedAt));
    }
  }

  @Test
  void sweepNamesThePartnerAndItsTransfer() throws Exception {
    for (WatchedTransfer transfer : List.of(NORTHLIGHT, HARBOUR)) {
      JsonNode target = target(committed, "Landfall-sweep-" + transfer.partner());

      assertThat(new RunEventReader().read(message(target, SCHEDULED)))
          .isEqualTo(
              new Sweep(
                  transfer,
                  Instant.parse("2026-11-23T16:00:00Z"),
                  transfer.equals(NORTHLIGHT)
                      ? Optional.of(new Due(LocalTime.of(16, 0), Duration.ofHours(1)))
                      : Optional.empty()));
    }
  }

  @Test
  void finderThatStoppedNamesThePartnerAndItsTransfer() throws Exception {
    JsonNode target = target(committed, "northlight: the finder stopped");
    FinderStopped read = (FinderStopped) new RunEventReader().read(message(target, FINDER));

    assertThat(read.transfer()).isEqualTo(NORTHLIGHT);
    assertThat(read.end().reason()).isEqualTo("Essential container in task exited; exit code 1");
    assertThat(committed.resources("AWS::Events::Rule"))
        .as("the finder of edition ec2 is no task")
        .noneMatch(
            rule ->
                rule.at("/Properties/Description")
                    .asText()
                    .equals("harbour-vfx: the finder stopped"));
  }

  @Test
  void anAdoptedTransferIsNamedAsConfigured() throws Exception {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(ExampleConfiguration.adoptedPartner("south")));
    Synthesized synthesized = Synthesized.of(landfall);

    assertThat(
            new RunEventReader()
                .read(message(target(synthesized, "Landfall-sweep-south"), SCHEDULED)))
        .isEqualTo(
            new Sweep(
                new WatchedTransfer(
                    "south",
                    "DTHS3Stack-S3TransferQueue-1",
                    "DTHS3Stack-S3TransferQueueDLQ-1",
                    "dth-cluster",
                    "DTHS3Stack-DTHFinderTask",
                    "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:DTHS3Stack-MultiPart-ControllerSM",
                    "DTHS3Stack-S3TransferTable-1",
                    null),
                Instant.parse("2026-11-23T16:00:00Z"),
                Optional.empty()));
  }

  /** The description of the rule on a partner's transfer alarm. */
  private static String alarmRule(Synthesized synthesized, String partner) {
    return synthesized
        .only(
            "AWS::Events::Rule",
            rule -> rule.path("Description").asText().startsWith(partner + ": the transfer became"))
        .at("/Properties/Description")
        .asText();
  }

  private static JsonNode target(Synthesized synthesized, String nameOrDescription) {
    return synthesized
        .only(
            "AWS::Events::Rule",
            rule ->
                List.of(rule.path("Name").asText(), rule.path("Description").asText())
                    .contains(nameOrDescription))
        .at("/Properties/Targets/0");
  }

  /** What EventBridge makes of an event, all of whose variables are texts. */
  private static String message(JsonNode target, String event) throws JsonProcessingException {
    JsonNode values = new ObjectMapper().readTree(event);
    String message = text(target.at("/InputTransformer/InputTemplate"));
    for (Map.Entry<String, JsonNode> path :
        target.at("/InputTransformer/InputPathsMap").properties()) {
      String pointer = path.getValue().asText().substring(1).replace('.', '/');
      message = message.replace("<" + path.getKey() + ">", values.at(pointer).toString());
    }
    return message;
  }

  private static String text(JsonNode value) {
    if (value.has("Fn::Join")) {
      return StreamSupport.stream(value.at("/Fn::Join/1").spliterator(), false)
          .map(RunMessagesTest::text)
          .reduce("", String::concat);
    }
    if (value.has("Fn::GetAtt")) {
      return value.at("/Fn::GetAtt/0").asText() + "." + value.at("/Fn::GetAtt/1").asText();
    }
    return value.has("Ref") ? value.path("Ref").asText() : value.asText();
  }
}
