package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.eventbridge.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.eventbridge.model.EcsParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

class FinderTaskTest {

  private static final String CLUSTER =
      "arn:aws-cn:ecs:cn-northwest-1:111122223333:cluster/dth-cluster";
  private static final String TASK =
      "arn:aws-cn:ecs:cn-northwest-1:111122223333:task-definition/DTH-DTHFinderTask:3";

  @Test
  void theTaskIsTheOneThatTheScheduleWouldRun() {
    Target target =
        target("{}").toBuilder()
            .ecsParameters(
                EcsParameters.builder()
                    .taskDefinitionArn(TASK)
                    .taskCount(1)
                    .launchType("FARGATE")
                    .platformVersion("1.4.0")
                    .networkConfiguration(
                        network ->
                            network.awsvpcConfiguration(
                                vpc ->
                                    vpc.subnets("subnet-1", "subnet-2")
                                        .securityGroups("sg-1")
                                        .assignPublicIp("ENABLED")))
                    .build())
            .build();

    RunTaskRequest request = FinderTask.request(target);

    assertThat(request.cluster()).isEqualTo(CLUSTER);
    assertThat(request.taskDefinition()).isEqualTo(TASK);
    assertThat(request.count()).isEqualTo(1);
    assertThat(request.launchType()).isEqualTo(LaunchType.FARGATE);
    assertThat(request.platformVersion()).isEqualTo("1.4.0");
    var vpc = request.networkConfiguration().awsvpcConfiguration();
    assertThat(vpc.subnets()).containsExactly("subnet-1", "subnet-2");
    assertThat(vpc.securityGroups()).containsExactly("sg-1");
    assertThat(vpc.assignPublicIp()).isEqualTo(AssignPublicIp.ENABLED);
    assertThat(request.startedBy()).hasSizeLessThanOrEqualTo(36);
  }

  @Test
  void aScheduleThatStoppedUsingFargateIsFollowed() {
    Target target =
        target(null).toBuilder()
            .ecsParameters(
                EcsParameters.builder()
                    .taskDefinitionArn(TASK)
                    .capacityProviderStrategy(
                        CapacityProviderStrategyItem.builder()
                            .capacityProvider("FARGATE_SPOT")
                            .weight(1)
                            .base(0)
                            .build())
                    .build())
            .build();

    RunTaskRequest request = FinderTask.request(target);

    assertThat(request.launchType()).isNull();
    assertThat(request.networkConfiguration()).isNull();
    assertThat(request.capacityProviderStrategy())
        .singleElement()
        .extracting("capacityProvider", "weight", "base")
        .containsExactly("FARGATE_SPOT", 1, 0);
  }

  @Test
  void aScheduleThatChangesTheFindersCommandIsNotRepeatedWithoutIt() {
    assertThatThrownBy(() -> FinderTask.request(target("{\"containerOverrides\":[{}]}")))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("{\"containerOverrides\":[{}]}");
    assertThatThrownBy(() -> FinderTask.request(target("{"))).isInstanceOf(ToolException.class);
  }

  private static Target target(String input) {
    return Target.builder()
        .id("Target0")
        .arn(CLUSTER)
        .input(input)
        .ecsParameters(task -> task.taskDefinitionArn(TASK))
        .build();
  }
}
