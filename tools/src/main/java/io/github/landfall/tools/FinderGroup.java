package io.github.landfall.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/**
 * The finder of edition ec2: a group that the schedule sets to one instance, and that the instance
 * sets back to none when it is done.
 */
final class FinderGroup implements Finder {

  private static final String GROUP_TYPE = "AWS::AutoScaling::AutoScalingGroup";
  private static final String GROUP = "FinderStackS3RepFinderASG";
  private static final String LOG_GROUP = "FinderStackFinderLogGroupNameB966FCFB";

  private final AutoScalingClient autoScaling;
  private final TransferStack stack;
  private final String group;

  private FinderGroup(AutoScalingClient autoScaling, TransferStack stack, String group) {
    this.autoScaling = autoScaling;
    this.stack = stack;
    this.group = group;
  }

  /**
   * Finds the group.
   *
   * @throws ToolException if the stack has none
   */
  static FinderGroup of(TransferStack stack, Stacks stacks, AutoScalingClient autoScaling) {
    return new FinderGroup(autoScaling, stack, stacks.resource(stack.name(), GROUP_TYPE, GROUP));
  }

  @Override
  public Optional<String> running() {
    List<AutoScalingGroup> groups =
        autoScaling
            .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
            .autoScalingGroups();
    if (groups.isEmpty()) {
      throw new ToolException(
          "the finder's group %s does not exist any more; deploy the stack %s again"
              .formatted(group, stack.name()));
    }
    return running(groups.get(0));
  }

  static Optional<String> running(AutoScalingGroup group) {
    List<String> instances = group.instances().stream().map(Instance::instanceId).toList();
    return group.desiredCapacity() == 0 && instances.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the finder's group %s has the desired capacity %d and the instances %s"
                .formatted(group.autoScalingGroupName(), group.desiredCapacity(), instances));
  }

  /**
   * {@inheritDoc}
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html">UpdateAutoScalingGroup</a>
   */
  @Override
  public Started start() {
    autoScaling.updateAutoScalingGroup(
        request -> request.autoScalingGroupName(group).desiredCapacity(1));
    List<String> watch = new ArrayList<>();
    watch.add(
        "aws autoscaling describe-scaling-activities --region %s --auto-scaling-group-name %s --max-items 3"
            .formatted(stack.region(), group));
    Optional.ofNullable(stack.outputs().get(LOG_GROUP))
        .ifPresent(
            log ->
                watch.add("aws logs tail --region %s --follow %s".formatted(stack.region(), log)));
    return new Started("an instance in the finder's group " + group, watch);
  }
}
