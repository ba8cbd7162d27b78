package io.github.landfall.infra.runs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleProps;
import software.constructs.Construct;

/**
 * The two rules that bring a run's events into the run queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Operators
 *     in event patterns, {@code $or} among them</a>
 */
public final class RunRules extends Construct {

  private final List<Rule> rules;

  /**
   * Makes the rules.
   *
   * @param transferAlarms the alarms that tell the transfers' activity
   */
  public RunRules(Construct scope, List<Alarm> transferAlarms, RunQueue runQueue) {
    super(scope, "RunRules");
    EventPattern alarmChange =
        EventPattern.builder()
            .source(List.of("aws.cloudwatch"))
            .detailType(List.of("CloudWatch Alarm State Change"))
            .resources(transferAlarms.stream().map(Alarm::getAlarmArn).toList())
            .detail(Map.of("$or", List.of(becameBusy(), becameQuiet())))
            .build();
    EventPattern refreshComplete =
        EventPattern.builder()
            .source(List.of("aws.storagegateway"))
            .detailType(List.of("Storage Gateway Refresh Cache Event"))
            .build();
    rules =
        List.of(
            rule("TransferChanged", "A transfer became busy or quiet", alarmChange, runQueue),
            rule(
                "RefreshComplete",
                "A gateway has read its bucket anew",
                refreshComplete,
                runQueue));
  }

  /** The rules, for alarms on them. */
  public List<Rule> rules() {
    return rules;
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

  private Rule rule(String id, String description, EventPattern pattern, RunQueue runQueue) {
    return new Rule(
        this,
        id,
        RuleProps.builder()
            .description(description)
            .eventPattern(pattern)
            .targets(List.of(runQueue.target()))
            .build());
  }
}
