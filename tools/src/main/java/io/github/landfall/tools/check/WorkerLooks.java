package io.github.landfall.tools.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Whether a partner's workers run, and can start again. */
public final class WorkerLooks {

  private static final String GROUP_TYPE = "AWS::AutoScaling::AutoScalingGroup";

  /** The finder of edition ec2 is a group, too, of no instance by day. */
  private static final String FINDER = "FinderStack";

  private final AutoScalingClient autoScaling;
  private final CloudFormationClient cloudFormation;
  private final Programs programs;

  /**
   * @param autoScaling where the groups are
   * @param cloudFormation where the template is read that says what instances load
   * @param programs whether that is there
   */
  public WorkerLooks(
      AutoScalingClient autoScaling, CloudFormationClient cloudFormation, Programs programs) {
    this.autoScaling = autoScaling;
    this.cloudFormation = cloudFormation;
    this.programs = programs;
  }

  /** Looks at a partner's groups, and at the program that their instances load. */
  public List<Finding> findings(String partner, Deployed transfer) {
    List<Finding> findings = new ArrayList<>();
    for (Deployed.Resource resource : transfer.ofType(GROUP_TYPE)) {
      List<AutoScalingGroup> groups =
          autoScaling
              .describeAutoScalingGroups(
                  request -> request.autoScalingGroupNames(resource.physicalId()))
              .autoScalingGroups();
      if (groups.isEmpty()) {
        findings.add(
            Finding.broken(
                Link.WORKERS, partner, "workers.gone", resource.physicalId(), transfer.name()));
      } else if (resource.logicalId().startsWith(FINDER)) {
        if (groups.get(0).maxSize() == 0) {
          findings.add(none(partner, groups.get(0)));
        }
      } else {
        findings.add(workers(partner, groups.get(0)));
      }
    }
    Programs.program(
            cloudFormation
                .getTemplate(request -> request.stackName(transfer.name()))
                .templateBody(),
            transfer.partition())
        .ifPresent(
            address ->
                programs
                    .programFailure(address)
                    .ifPresent(
                        why ->
                            findings.add(
                                Finding.broken(
                                    Link.WORKERS, partner, "workers.program", address, why))));
    return findings;
  }

  /**
   * Judges a group of workers.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html">Instance
   *     lifecycle</a>
   */
  static Finding workers(String partner, AutoScalingGroup group) {
    if (group.maxSize() == 0) {
      return none(partner, group);
    }
    long inService =
        group.instances().stream()
            .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
            .count();
    if (group.desiredCapacity() > 0 && inService == 0) {
      return Finding.broken(
          Link.WORKERS,
          partner,
          "workers.down",
          group.autoScalingGroupName(),
          group.desiredCapacity(),
          group.instances().stream()
              .map(instance -> instance.instanceId() + " " + instance.lifecycleStateAsString())
              .collect(Collectors.joining(", ", "[", "]")));
    }
    return Finding.good(
        Link.WORKERS, partner, "workers.good", inService, group.minSize(), group.maxSize());
  }

  private static Finding none(String partner, AutoScalingGroup group) {
    return Finding.broken(Link.WORKERS, partner, "workers.none", group.autoScalingGroupName());
  }
}
