package io.github.landfall.tools.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Whether a partner's finder starts when it is due, and what it starts as. */
public final class FinderLooks {

  private static final String RULE_TYPE = "AWS::Events::Rule";
  private static final String SCHEDULE = "DTHFinderSchedule";

  private final EventBridgeClient events;
  private final EcsClient ecs;
  private final Programs programs;

  /**
   * @param events where its schedule is
   * @param ecs where it runs, if it is a task
   * @param programs whether what it loads is there
   */
  public FinderLooks(EventBridgeClient events, EcsClient ecs, Programs programs) {
    this.events = events;
    this.ecs = ecs;
    this.programs = programs;
  }

  /**
   * Looks at a partner's finder.
   *
   * @param partner the partner's name
   * @param transfer its transfer stack
   */
  public List<Finding> findings(String partner, Deployed transfer) {
    Optional<String> name =
        transfer.ofType(RULE_TYPE).stream()
            .filter(rule -> rule.logicalId().contains(SCHEDULE))
            .map(Deployed.Resource::physicalId)
            .findFirst();
    if (name.isEmpty()) {
      return List.of(Finding.attention(Link.FINDER, partner, "finder.unscheduled", partner));
    }
    DescribeRuleResponse rule;
    try {
      rule = events.describeRule(request -> request.name(name.get()));
    } catch (ResourceNotFoundException e) {
      return List.of(
          Finding.broken(Link.FINDER, partner, "finder.gone", name.get(), transfer.name()));
    }
    if (rule.state() != RuleState.ENABLED) {
      return List.of(
          Finding.broken(Link.FINDER, partner, "finder.disabled", name.get(), transfer.region()));
    }
    List<Target> targets = events.listTargetsByRule(request -> request.rule(name.get())).targets();
    if (targets.isEmpty()) {
      return List.of(
          Finding.broken(Link.FINDER, partner, "finder.idle", name.get(), transfer.name()));
    }
    List<Finding> findings = new ArrayList<>();
    for (Target target : targets) {
      if (target.ecsParameters() != null) {
        findings.addAll(task(partner, target, transfer));
      }
    }
    if (findings.isEmpty()) {
      findings.add(Finding.good(Link.FINDER, partner, "finder.good", rule.scheduleExpression()));
    }
    return findings;
  }

  private List<Finding> task(String partner, Target target, Deployed transfer) {
    List<Finding> findings = new ArrayList<>();
    String cluster = target.arn();
    List<Cluster> clusters = ecs.describeClusters(request -> request.clusters(cluster)).clusters();
    if (clusters.stream().noneMatch(found -> found.status().equals("ACTIVE"))) {
      findings.add(
          Finding.broken(Link.FINDER, partner, "finder.cluster", cluster, transfer.name()));
    }
    String arn = target.ecsParameters().taskDefinitionArn();
    try {
      TaskDefinition definition =
          ecs.describeTaskDefinition(request -> request.taskDefinition(arn)).taskDefinition();
      if (definition.status() == TaskDefinitionStatus.ACTIVE) {
        definition
            .containerDefinitions()
            .forEach(
                container ->
                    programs
                        .imageFailure(container.image())
                        .ifPresent(
                            why ->
                                findings.add(
                                    Finding.broken(
                                        Link.FINDER,
                                        partner,
                                        "finder.image",
                                        container.image(),
                                        why))));
      } else {
        findings.add(
            Finding.broken(Link.FINDER, partner, "finder.definition", arn, transfer.name()));
      }
    } catch (ClientException e) {
      // ECS has no error of its own for a definition that is not there.
      findings.add(Finding.broken(Link.FINDER, partner, "finder.definition", arn, transfer.name()));
    }
    return findings;
  }
}
