package io.github.landfall.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EcsParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The finder of edition ecs: a task that the schedule's rule runs on a cluster. */
final class FinderTask implements Finder {

  private static final String RULE_TYPE = "AWS::Events::Rule";
  private static final String RULE = "ECSStackDTHFinderSchedule";

  /** Who started the task; ECS takes 36 characters at least everywhere. */
  private static final String STARTED_BY = "landfall-transfer-now";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EcsClient ecs;
  private final TransferStack stack;
  private final Target target;

  private FinderTask(EcsClient ecs, TransferStack stack, Target target) {
    this.ecs = ecs;
    this.stack = stack;
    this.target = target;
  }

  /**
   * Reads from the schedule's rule what it runs, and where.
   *
   * @throws ToolException if there is no such rule, or it runs no single task
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html">ListTargetsByRule</a>
   */
  static FinderTask of(
      TransferStack stack, Stacks stacks, EventBridgeClient events, EcsClient ecs) {
    String rule = stacks.resource(stack.name(), RULE_TYPE, RULE);
    List<Target> tasks =
        events.listTargetsByRule(request -> request.rule(rule)).targets().stream()
            .filter(target -> target.ecsParameters() != null)
            .toList();
    if (tasks.size() != 1) {
      throw new ToolException(
          "the rule %s runs %d ECS tasks, expected one: the finder".formatted(rule, tasks.size()));
    }
    return new FinderTask(ecs, stack, tasks.get(0));
  }

  @Override
  public Optional<String> running() {
    List<String> tasks =
        ecs.listTasks(
                request ->
                    request
                        .cluster(target.arn())
                        .family(stack.finderFamily().orElseThrow())
                        // What is to run: also those that are not up yet.
                        .desiredStatus(DesiredStatus.RUNNING))
            .taskArns();
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of("the finder runs: " + String.join(", ", tasks));
  }

  @Override
  public Started start() {
    RunTaskResponse response = ecs.runTask(request(target));
    if (!response.failures().isEmpty() || response.tasks().isEmpty()) {
      throw new ToolException(
          "ECS did not start the finder: "
              + response.failures().stream()
                  .map(failure -> "%s (%s)".formatted(failure.reason(), failure.arn()))
                  .collect(Collectors.joining(", ")));
    }
    Task task = response.tasks().get(0);
    return new Started(
        "the finder's task " + task.taskArn(),
        List.of(
            "aws ecs describe-tasks --region %s --cluster %s --tasks %s --query 'tasks[0].lastStatus'"
                .formatted(stack.region(), target.arn(), task.taskArn())));
  }

  /**
   * What the rule would run.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html">EcsParameters</a>
   */
  static RunTaskRequest request(Target target) {
    checkInput(target.input());
    EcsParameters task = target.ecsParameters();
    RunTaskRequest.Builder request =
        RunTaskRequest.builder()
            .cluster(target.arn())
            .taskDefinition(task.taskDefinitionArn())
            .launchType(task.launchTypeAsString())
            .platformVersion(task.platformVersion())
            .startedBy(STARTED_BY)
            .count(1);
    if (task.hasCapacityProviderStrategy()) {
      request.capacityProviderStrategy(
          task.capacityProviderStrategy().stream()
              .map(
                  item ->
                      CapacityProviderStrategyItem.builder()
                          .capacityProvider(item.capacityProvider())
                          .base(item.base())
                          .weight(item.weight())
                          .build())
              .toList());
    }
    if (task.networkConfiguration() != null) {
      var vpc = task.networkConfiguration().awsvpcConfiguration();
      AwsVpcConfiguration.Builder network =
          AwsVpcConfiguration.builder()
              .subnets(vpc.subnets())
              .assignPublicIp(vpc.assignPublicIpAsString());
      if (vpc.hasSecurityGroups()) {
        network.securityGroups(vpc.securityGroups());
      }
      request.networkConfiguration(
          configuration -> configuration.awsvpcConfiguration(network.build()));
    }
    return request.build();
  }

  /** An input changes the task's command or environment; the finder's is an empty object. */
  private static void checkInput(String input) {
    try {
      if (input == null || JSON.readTree(input).isEmpty()) {
        return;
      }
    } catch (JsonProcessingException e) {
      // Refused below, like any other.
    }
    throw new ToolException(
        "the schedule's rule runs the finder with the input %s, which this command can't repeat"
            .formatted(input));
  }
}
