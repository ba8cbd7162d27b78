package io.github.landfall.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleProps;
import software.constructs.Construct;

/** The two rules that bring a run's events into the run queue. */
final class RunRules extends Construct {

  private static final List<String> STATES = List.of("ALARM", "OK");

  private final List<Rule> rules;

  RunRules(Construct scope, List<Alarm> transferAlarms, RunQueue runQueue) {
    super(scope, "RunRules");
    // From ALARM or OK only: an alarm's first OK comes from INSUFFICIENT_DATA and is no run.
    EventPattern alarmChange =
        EventPattern.builder()
            .source(List.of("aws.cloudwatch"))
            .detailType(List.of("CloudWatch Alarm State Change"))
            .resources(transferAlarms.stream().map(Alarm::getAlarmArn).toList())
            .detail(
                Map.of("state", Map.of("value", STATES), "previousState", Map.of("value", STATES)))
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

  List<Rule> rules() {
    return rules;
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
