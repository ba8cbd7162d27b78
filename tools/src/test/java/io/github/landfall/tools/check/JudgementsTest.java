package io.github.landfall.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.tools.check.Finding.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.storagegateway.model.DescribeGatewayInformationResponse;

/** How links are judged by what AWS says of them. */
class JudgementsTest {

  @ParameterizedTest
  @CsvSource({
    "CREATE_COMPLETE, GOOD",
    "UPDATE_COMPLETE, GOOD",
    "IMPORT_COMPLETE, GOOD",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, ATTENTION",
    "UPDATE_ROLLBACK_COMPLETE, ATTENTION",
    "ROLLBACK_COMPLETE, BROKEN",
    "CREATE_FAILED, BROKEN",
    "UPDATE_ROLLBACK_FAILED, BROKEN",
    "DELETE_COMPLETE, BROKEN"
  })
  void stackIsAsItsStatusSays(String status, State expected) {
    Deployed stack =
        new Deployed(
            "Landfall",
            "arn:aws-cn:cloudformation:cn-northwest-1:111122223333:stack/Landfall/1",
            status,
            Map.of(),
            Map.of(),
            List.of());

    assertThat(StackLooks.stack(stack).state()).isEqualTo(expected);
  }

  @Test
  void zoneThatJavaDoesNotKnowIsBroken() {
    Instant now = Instant.parse("2026-11-26T16:30:00Z");

    assertThat(StackLooks.clock(Map.of("TIME_ZONE", "Asia/Shanghai"), () -> now).arguments())
        .containsExactly("2026-11-27 00:30");
    assertThat(StackLooks.clock(Map.of("TIME_ZONE", "Asia/Ningxia"), () -> now).state())
        .isEqualTo(State.BROKEN);
    assertThat(StackLooks.clock(Map.of(), () -> now).state()).isEqualTo(State.BROKEN);
  }

  @Test
  void groupThatWantsWorkersAndHasNoneInServiceIsBroken() {
    AutoScalingGroup group =
        AutoScalingGroup.builder()
            .autoScalingGroupName("workers")
            .minSize(0)
            .maxSize(20)
            .desiredCapacity(1)
            .instances(Instance.builder().instanceId("i-1").lifecycleState("Pending").build())
            .build();

    assertThat(WorkerLooks.workers("aurora", group))
        .extracting(Finding::state, Finding::text)
        .containsExactly(State.BROKEN, "workers.down");
    assertThat(WorkerLooks.workers("aurora", group.toBuilder().desiredCapacity(0).build()).state())
        .isEqualTo(State.GOOD);
    assertThat(WorkerLooks.workers("aurora", group.toBuilder().maxSize(0).build()).text())
        .isEqualTo("workers.none");
  }

  @Test
  void transferAlarmInAlarmIsATransfer() {
    MetricAlarm alarm =
        MetricAlarm.builder()
            .alarmName("Landfall-transfer-aurora")
            .stateValue(StateValue.ALARM)
            .build();

    assertThat(AlarmLooks.judged(alarm).text()).isEqualTo("alarm.transfer");
  }

  @Test
  void alarmThatHasNobodyToTellIsBroken() {
    MetricAlarm alarm =
        MetricAlarm.builder()
            .alarmName("Landfall-logged-errors")
            .alarmActions("arn:aws-cn:sns:cn-northwest-1:111122223333:operations")
            .actionsEnabled(true)
            .stateValue(StateValue.OK)
            .build();

    assertThat(AlarmLooks.judged(alarm).state()).isEqualTo(State.GOOD);
    assertThat(AlarmLooks.judged(alarm.toBuilder().alarmActions(List.of()).build()).text())
        .isEqualTo("alarm.mute");
    assertThat(AlarmLooks.judged(alarm.toBuilder().actionsEnabled(false).build()).text())
        .isEqualTo("alarm.mute");
    assertThat(AlarmLooks.judged(alarm.toBuilder().stateValue(StateValue.ALARM).build()).text())
        .isEqualTo("alarm.rings");
  }

  @Test
  void shareThatCanBeWrittenToIsBroken() {
    assertThat(share("AVAILABLE", true).state()).isEqualTo(State.GOOD);
    assertThat(share("AVAILABLE", false).text()).isEqualTo("share.writable");
    assertThat(share("UNAVAILABLE", true).text()).isEqualTo("share.status");
  }

  private static Finding share(String status, boolean readOnly) {
    return GatewayLooks.share(
        new GatewayLooks.Share("arn:share", "media", status, "arn:aws-cn:s3:::b", readOnly));
  }

  @Test
  void gatewayWithoutALogGroupIsToBeLookedAt() {
    DescribeGatewayInformationResponse gateway =
        DescribeGatewayInformationResponse.builder()
            .gatewayName("shanghai-1")
            .gatewayARN("arn:gateway")
            .gatewayState("RUNNING")
            .gatewayTimezone("GMT+8:00")
            .build();

    assertThat(GatewayLooks.gateway(gateway))
        .extracting(Finding::text)
        .containsExactly("gateway.good", "gateway.no-log");
    assertThat(GatewayLooks.gateway(gateway.toBuilder().cloudWatchLogGroupARN("arn:log").build()))
        .extracting(Finding::text)
        .containsExactly("gateway.good");
    assertThat(GatewayLooks.gateway(gateway.toBuilder().gatewayState("OFFLINE").build()))
        .extracting(Finding::text)
        .containsExactly("gateway.offline");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ArnLike':{'aws:SourceArn':'arn:aws-cn:events:*:rule/Landfall-*'}} | true",
        "{'ArnEquals':{'aws:SourceArn':['x','arn:aws-cn:events:r:1:rule/Landfall-a']}} | true",
        "{'ArnEquals':{'aws:SourceArn':'arn:aws-cn:events:r:1:rule/Landfall-b'}} | false",
        "{'StringEquals':{'aws:SourceAccount':'1'}} | true"
      })
  void policyLetsInWhatItsConditionNames(String condition, boolean expected) {
    String policy =
        """
        {'Statement':[
          {'Effect':'Deny','Action':'sqs:*','Principal':{'AWS':'*'}},
          {'Effect':'Allow','Action':'sqs:SendMessage',
           'Principal':{'Service':'events.amazonaws.com'},'Condition':%s}]}
        """
            .formatted(condition)
            .replace('\'', '"');

    String rule = "arn:aws-cn:events:r:1:rule/Landfall-a";
    assertThat(QueueLooks.allows(policy, "events.amazonaws.com", rule)).isEqualTo(expected);
    assertThat(QueueLooks.allows(policy, "s3.amazonaws.com", rule)).isFalse();
    assertThat(QueueLooks.allows("", "events.amazonaws.com", rule)).isFalse();
  }

  @Test
  void programIsFoundInTheTemplateAsPublishedAndAsRewritten() {
    String template =
        """
        {"Mappings":{"AssetTable":{"aws-cn":{"assetDomain":"https://assets.example.com.cn"}}},
         "Resources":{"Workers":{"Properties":{"LaunchTemplateData":{"UserData":{"Fn::Base64":
           {"Fn::Join":["",%s]}}}}}}}
        """;
    String published =
        """
        ["curl -LO \\"",{"Fn::FindInMap":["AssetTable",{"Ref":"AWS::Partition"},"assetDomain"]},
         "/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz\\""]
        """;
    String own =
        """
        ["aws s3 cp \\"s3://tools/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz\\" ."]
        """;

    assertThat(Programs.program(template.formatted(published), "aws-cn"))
        .contains(
            "https://assets.example.com.cn/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz");
    assertThat(Programs.program(template.formatted(own), "aws-cn"))
        .contains("s3://tools/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz");
    assertThat(Programs.program("{}", "aws-cn")).isEmpty();
  }
}
