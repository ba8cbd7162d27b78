package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.tools.TransferNow;
import io.github.landfall.tools.aws.RecordedAws.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferNowTest {

  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final String CLUSTER = RecordedAws.arn("ecs", "cluster/dth-cluster");
  private static final String DEFINITION =
      RecordedAws.arn("ecs", "task-definition/DTH-DTHFinderTask:3");
  private static final String TASK = RecordedAws.arn("ecs", "task/dth-cluster/0a1b2c");
  private static final String MERGE =
      RecordedAws.arn("states", "stateMachine:DTH-MultiPart-ControllerSM");
  private static final String NOTHING_UNDER_WAY =
      "{'Attributes':{'ApproximateNumberOfMessages':'0','ApproximateNumberOfMessagesNotVisible':'0','ApproximateNumberOfMessagesDelayed':'0'}}";

  private final RecordedAws aws = new RecordedAws();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void theFinderTaskRunsAsItsScheduleWouldRunIt() throws Exception {
    ecs("north-light");

    Result result = aws.run(TransferNow::new, "north-light");

    assertThat(result.status()).as(result.err()).isZero();
    JsonNode request = aws.call("RunTask");
    assertThat(request.path("cluster").asText()).isEqualTo(CLUSTER);
    assertThat(request.path("taskDefinition").asText()).isEqualTo(DEFINITION);
    assertThat(request.path("count").asInt()).isEqualTo(1);
    assertThat(request.path("launchType").asText()).isEqualTo("FARGATE");
    assertThat(request.path("networkConfiguration").toString())
        .isEqualTo(
            "{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"],\"securityGroups\":[\"sg-1\"],\"assignPublicIp\":\"ENABLED\"}}");
    assertThat(aws.call("ListTasks").path("family").asText()).isEqualTo("DTH-DTHFinderTask");
    assertThat(result.out())
        .contains(
            "north-light: started the finder's task " + TASK,
            "Landfall-transfer-north-light",
            "nobody is told",
            "aws ecs describe-tasks --region cn-northwest-1");
  }

  @Test
  void theFindersGroupIsSetToOneInstance() throws Exception {
    ec2(0);

    Result result = aws.run(TransferNow::new, "harbour-vfx");

    assertThat(result.status()).as(result.err()).isZero();
    JsonNode request = aws.call("UpdateAutoScalingGroup");
    assertThat(request.path("AutoScalingGroupName").asText()).isEqualTo("DTH-Finder-ASG");
    assertThat(request.path("DesiredCapacity").asText()).isEqualTo("1");
    assertThat(result.out())
        .contains("started an instance in the finder's group DTH-Finder-ASG", "FinderLog");
  }

  @Test
  void whileMessagesAreQueuedNothingIsStarted() {
    ecs("northlight");
    aws.json("GetQueueAttributes", NOTHING_UNDER_WAY.replaceFirst("Visible':'0", "Visible':'2"));

    Result result = aws.run(TransferNow::new, "northlight");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "start: nothing was started, as a transfer of northlight is under way: the queue DTH-Queue holds messages: 0 visible, 2 in flight, 0 delayed\n");
    assertThat(aws.calls()).doesNotContain("RunTask");
  }

  @Test
  void whileTheFinderTaskRunsNoSecondIsStarted() {
    ecs("northlight");
    aws.json("ListTasks", "{'taskArns':['" + TASK + "']}");

    Result result = aws.run(TransferNow::new, "northlight");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("the finder runs: " + TASK);
    assertThat(aws.calls()).doesNotContain("RunTask");
  }

  @Test
  void whileTheFindersInstanceOrAMergeRunsNothingIsStarted() {
    ec2(1);
    aws.json(
        "ListExecutions",
        "{'executions':[{'executionArn':'%s:one','stateMachineArn':'%s','name':'one','status':'RUNNING','startDate':%d}]}"
            .formatted(MERGE, MERGE, Instant.now().getEpochSecond()));

    Result result = aws.run(TransferNow::new, "harbour-vfx");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("desired capacity 1", "; large objects are being merged: one")
        .hasLineCount(1);
    assertThat(aws.calls()).doesNotContain("UpdateAutoScalingGroup");
  }

  @Test
  void aTaskThatEcsCouldNotPlaceIsAFailure() {
    ecs("northlight");
    aws.json("RunTask", "{'tasks':[],'failures':[{'arn':'a','reason':'RESOURCE:FARGATE'}]}");

    Result result = aws.run(TransferNow::new, "northlight");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("start: ECS did not start the finder: RESOURCE:FARGATE (a)\n");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aPartnerThatThereIsNotIsNamedBesideThoseThatThereAre() {
    ecs("north-light");
    aws.resource("Landfall", "Alarms0", ALARM, "Landfall-transfer-south");

    Result result = aws.run(TransferNow::new, "northlight");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "start: no partner is named 'northlight' in the stack Landfall; expected one of: north-light, south\n");
  }

  @Test
  void anAdoptedPartnerWhoseStackIsNotConfiguredIsToldHow() {
    ecs("northlight");
    aws.resource("Landfall", "Alarms0", ALARM, "Landfall-transfer-south");

    Result result = aws.run(TransferNow::new, "south");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("TransferStacksouth", "adopt.stack", "bin/landfall dth adopt");
  }

  @Test
  void aStackThatIsNotThereIsNamed() {
    Result landfall = aws.run(TransferNow::new, "northlight", "--stack", "Landing");
    ecs("northlight");
    aws.stack("Landfall", Map.of(), Map.of("TransferStacknorthlight", "Gone"));
    aws.resource("Landfall", "Alarms0", ALARM, "Landfall-transfer-northlight");
    Result transfer = aws.run(TransferNow::new, "northlight");

    assertThat(landfall.status()).isEqualTo(1);
    assertThat(landfall.err()).contains("the stack Landing is not deployed", "--region");
    assertThat(transfer.status()).isEqualTo(1);
    assertThat(transfer.err()).contains("the stack Gone of partner northlight does not exist");
  }

  @Test
  void whatAwsRefusesIsOneLine() {
    aws.refuse("DescribeStacks", "ExpiredToken", "The security token is expired");

    Result result = aws.run(TransferNow::new, "northlight");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "start: CloudFormation said ExpiredToken: The security token is expired; log in, or name another profile with --profile\n");
  }

  private void ecs(String partner) {
    landfall(partner);
    aws.stack(
            "DTH",
            Map.of("destPrefix", partner),
            outputs(Map.of("ECSStackTaskDefinitionNameE8E07C57", "DTH-DTHFinderTask")))
        .resource("DTH", "ECSStackDTHFinderSchedule0A1B", "AWS::Events::Rule", "DTH-Schedule")
        .resource("DTH", "OtherSchedule0A1B", "AWS::Events::Rule", "DTH-Other")
        .json(
            "ListTargetsByRule",
            "{'Targets':[{'Id':'Target0','Arn':'%s','Input':'{}','EcsParameters':{'TaskDefinitionArn':'%s','TaskCount':1,'LaunchType':'FARGATE','NetworkConfiguration':{'awsvpcConfiguration':{'Subnets':['subnet-1'],'SecurityGroups':['sg-1'],'AssignPublicIp':'ENABLED'}}}}]}"
                .formatted(CLUSTER, DEFINITION))
        .json("ListTasks", "{'taskArns':[]}")
        .json("RunTask", "{'tasks':[{'taskArn':'%s'}],'failures':[]}".formatted(TASK));
  }

  private void ec2(int capacity) {
    landfall("harbour-vfx");
    aws.stack(
            "DTH",
            Map.of("destPrefix", "harbour-vfx"),
            outputs(
                Map.of(
                    "MultiPartStateMachineSfnArnFA9E5135",
                    MERGE,
                    "FinderStackFinderLogGroupNameB966FCFB",
                    "FinderLog")))
        .resource(
            "DTH",
            "FinderStackS3RepFinderASG0A1B",
            "AWS::AutoScaling::AutoScalingGroup",
            "DTH-Finder-ASG")
        .resource(
            "DTH",
            "EC2WorkerStackS3RepWorkerASG0A1B",
            "AWS::AutoScaling::AutoScalingGroup",
            "DTH-Worker-ASG")
        .json("ListExecutions", "{'executions':[]}")
        .query(
            "DescribeAutoScalingGroups",
            Map.of(
                "AutoScalingGroups",
                List.of(
                    Map.of(
                        "AutoScalingGroupName",
                        "DTH-Finder-ASG",
                        "DesiredCapacity",
                        Integer.toString(capacity)))))
        .query("UpdateAutoScalingGroup", Map.of());
  }

  private void landfall(String partner) {
    aws.stack(
            "Landfall",
            Map.of(),
            Map.of(
                "TransferStack" + partner.replace("-", ""),
                RecordedAws.arn("cloudformation", "stack/DTH/0a1b2c3d")))
        .resource("Landfall", "Alarms1", ALARM, "Landfall-transfer-" + partner)
        .resource("Landfall", "Alarms2", ALARM, "Landfall-stalled-" + partner)
        .json("GetQueueUrl", "{'QueueUrl':'http://127.0.0.1/111122223333/DTH-Queue'}")
        .json("GetQueueAttributes", NOTHING_UNDER_WAY);
  }

  private static Map<String, String> outputs(Map<String, String> more) {
    Map<String, String> outputs = new TreeMap<>(more);
    outputs.put("CommonQueueNameEB26B1B7", "DTH-Queue");
    outputs.put("CommonDLQQueueName98D51C56", "DTH-QueueDLQ");
    outputs.put("CommonTableName4099A6E9", "DTH-Table");
    return outputs;
  }
}
