package io.github.landfall.infra.runs;

import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.transfer.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleProps;
import software.constructs.Construct;

/**
 * The rules that bring a run's events into the run queue: one a partner for its transfer alarm, one
 * for the ends of its finder's tasks, and one for the ends of all refreshes, whose events tell no
 * partner.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Operators
 *     in event patterns, {@code $or} among them</a>
 */
public final class RunRules extends Construct {

  /** The detail type of an alarm's events. */
  static final String ALARM_CHANGE = "CloudWatch Alarm State Change";

  /** The detail type of a task's events. */
  static final String TASK_CHANGE = "ECS Task State Change";

  private final List<Rule> rules = new ArrayList<>();

  /**
   * Makes the rules.
   *
   * @param transferAlarms the transfer alarms by partner
   */
  public RunRules(
      Construct scope,
      List<Transfer> transfers,
      Map<String, Alarm> transferAlarms,
      RuleQueue runQueue) {
    super(scope, "RunRules");
    for (Transfer transfer : transfers) {
      String partner = transfer.partner();
      rules.add(
          rule(
              "TransferChanged-" + partner,
              partner + ": the transfer became busy or quiet",
              changeOf(transferAlarms.get(partner)),
              runQueue.target(RunMessages.alarmChange(transfer))));
      if (transfer.finderFamily().isPresent()) {
        rules.add(
            rule(
                "FinderStopped-" + partner,
                partner + ": the finder stopped",
                finderStopped(transfer),
                runQueue.target(RunMessages.finderStopped(transfer))));
      }
    }
    EventPattern refreshComplete =
        EventPattern.builder()
            .source(List.of("aws.storagegateway"))
            .detailType(List.of("Storage Gateway Refresh Cache Event"))
            .build();
    rules.add(
        rule(
            "RefreshComplete",
            "A gateway has read its bucket anew",
            refreshComplete,
            runQueue.target()));
  }

  /** The rules, for alarms on them. */
  public List<Rule> rules() {
    return rules;
  }

  private static EventPattern changeOf(Alarm transferAlarm) {
    return EventPattern.builder()
        .source(List.of("aws.cloudwatch"))
        .detailType(List.of(ALARM_CHANGE))
        .resources(List.of(transferAlarm.getAlarmArn()))
        .detail(Map.of("$or", List.of(becameBusy(), becameQuiet())))
        .build();
  }

  /**
   * A task belongs to its family's group unless somebody says otherwise.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
   */
  private EventPattern finderStopped(Transfer transfer) {
    String cluster =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("ecs")
                    .resource("cluster")
                    .resourceName(transfer.cluster().orElse("default"))
                    .build());
    return EventPattern.builder()
        .source(List.of("aws.ecs"))
        .detailType(List.of(TASK_CHANGE))
        .detail(
            new TreeMap<>(
                Map.of(
                    "clusterArn",
                    List.of(cluster),
                    "group",
                    List.of("family:" + transfer.finderFamily().orElseThrow()),
                    "lastStatus",
                    List.of("STOPPED"))))
        .build();
  }

  /** From whatever state: an alarm that is made while its transfer is busy was never OK. */
  private static Map<String, Object> becameBusy() {
    return Map.of("state", state("ALARM"));
  }

  /** From ALARM only: an alarm's first OK comes from INSUFFICIENT_DATA and ends nothing. */
  private static Map<String, Object> becameQuiet() {
    // Sorted, so that the template is the same each time.
    return new TreeMap<>(Map.of("state", state("OK"), "previousState", state("ALARM")));
  }

  private static Map<String, Object> state(String value) {
    return Map.of("value", List.of(value));
  }

  private Rule rule(String id, String description, EventPattern pattern, IRuleTarget target) {
    return new Rule(
        this,
        id,
        RuleProps.builder()
            .description(description)
            .eventPattern(pattern)
            .targets(List.of(target))
            .build());
  }
}
