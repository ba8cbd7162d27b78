package io.github.landfall.infra.operations;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.chat.ChatRobots;
import io.github.landfall.infra.chat.RobotQueue;
import io.github.landfall.infra.compare.Comparisons;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.landing.ArrivalsFunction;
import io.github.landfall.infra.landing.ArrivalsMetrics;
import io.github.landfall.infra.landing.ArrivalsQueues;
import io.github.landfall.infra.notices.AlarmDescription;
import io.github.landfall.infra.runs.RefreshFunction;
import io.github.landfall.infra.runs.RunMetrics;
import io.github.landfall.infra.transfer.QueueMetrics;
import io.github.landfall.infra.transfer.Transfer;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.MetricProps;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Alarms on everything that would otherwise fail in silence; all tell the operations topic. */
public final class OperationsAlarms extends Construct {

  private static final Duration PERIOD = Duration.minutes(5);

  /** One paragraph is for all rules. */
  private static final String UNDELIVERED =
      "undelivered-TransferChanged-PARTNER-Landfall-undelivered-FinderStopped-PARTNER"
          + "-Landfall-undelivered-RefreshComplete-Landfall-undelivered-Sweep-PARTNER"
          + "-Landfall-undelivered-Compare-PARTNER";

  private final SnsAction tellOperations;

  /**
   * Makes the place of the alarms, which are added one stretch of the way after the other.
   *
   * @param operations whom they tell
   */
  public OperationsAlarms(Construct scope, ITopic operations) {
    super(scope, "OperationsAlarms");
    tellOperations = new SnsAction(operations);
  }

  /** Adds an alarm a transfer: objects that could not be copied. */
  public void ofTransfers(List<Transfer> transfers) {
    for (Transfer transfer : transfers) {
      alarm(
          "Missing-" + transfer.partner(),
          "missing-" + transfer.partner(),
          described(
              transfer.partner() + ": objects could not be copied",
              "retry " + transfer.partner(),
              "missing-PARTNER"),
          QueueMetrics.waiting(transfer.deadLetterQueueName(), PERIOD));
    }
  }

  /** Adds the alarms on the way from the landing bucket to the written parts. */
  public void ofArrivals(
      ArrivalsQueues arrivals, ArrivalsFunction function, ArrivalsMetrics metrics) {
    alarm(
        "ArrivalsDeadLetters",
        "arrivals-dead-letters",
        described(
            "Events of arrived objects were given up, so they are counted nowhere",
            "redrive arrivals",
            "arrivals-dead-letters"),
        QueueMetrics.waiting(arrivals.deadLetterQueue().getQueueName(), PERIOD));
    alarm(
        "ArrivalsFunctionErrors",
        "arrivals-function-errors",
        described("The arrivals function failed", "check", "arrivals-function-errors"),
        errors(function.function()));
    alarm(
        "ArrivalsLoggedErrors",
        "arrivals-logged-errors",
        described("The arrivals function logged an error", "check", "arrivals-logged-errors"),
        metrics.errors());
  }

  /** Adds an alarm a rule: events that did not reach the run queue. */
  public void ofRules(List<Rule> rules) {
    for (Rule rule : rules) {
      alarm(
          "Undelivered-" + rule.getNode().getId(),
          "undelivered-" + rule.getNode().getId(),
          described(
              "EventBridge could not deliver an event of this rule to its queue",
              "check",
              UNDELIVERED),
          failedInvocations(rule));
    }
  }

  /** Adds the alarms on the run queue and on the refresh function. */
  public void ofRuns(RuleQueue runQueue, RefreshFunction function, RunMetrics metrics) {
    alarm(
        "RunDeadLetters",
        "run-dead-letters",
        described(
            "Events of runs were given up, so a notice or a refresh may be missing",
            "redrive runs",
            "run-dead-letters"),
        QueueMetrics.waiting(runQueue.deadLetterQueue().getQueueName(), PERIOD));
    alarm(
        "FunctionErrors",
        "function-errors",
        described("The refresh function failed", "check", "function-errors"),
        errors(function.function()));
    alarm(
        "LoggedErrors",
        "logged-errors",
        described("The refresh function logged an error", "check", "logged-errors"),
        metrics.errors());
  }

  /** Adds the alarms on the comparison queue and on its function. */
  public void ofComparisons(Comparisons comparisons) {
    alarm(
        "ComparisonDeadLetters",
        "comparison-dead-letters",
        described("Comparisons were given up", "compare PARTNER", "comparison-dead-letters"),
        QueueMetrics.waiting(comparisons.deadLetterQueue().getQueueName(), PERIOD));
    alarm(
        "ComparisonFunctionErrors",
        "comparison-function-errors",
        described("The comparison function failed", "check", "comparison-function-errors"),
        errors(comparisons.function()));
    alarm(
        "ComparisonLoggedErrors",
        "comparison-logged-errors",
        described("The comparison function logged an error", "check", "comparison-logged-errors"),
        comparisons.metrics().errors());
  }

  /**
   * Adds an alarm a robot, on messages that were given up, and one on the function. A robot of
   * operations may get its own alarm, and fail again; the alarm stays on then, and tells nobody a
   * second time.
   */
  public void ofRobots(ChatRobots robots) {
    for (RobotQueue robot : robots.robots()) {
      String name = robot.robot().name();
      alarm(
          "ChatDeadLetters-" + name,
          "chat-dead-letters-" + name,
          described(
              "Messages to the group robot %s were given up; people got the mails".formatted(name),
              "check",
              "chat-dead-letters-ROBOT"),
          QueueMetrics.waiting(robot.deadLetterQueue().getQueueName(), PERIOD));
    }
    alarm(
        "ChatFunctionErrors",
        "chat-function-errors",
        described("The chat function failed", "check", "chat-function-errors"),
        errors(robots.function()));
  }

  private static AlarmDescription described(String meaning, String command, String name) {
    return new AlarmDescription(meaning, command, Names.STACK + "-" + name);
  }

  private void alarm(String id, String name, AlarmDescription description, IMetric metric) {
    new Alarm(
            this,
            id,
            AlarmProps.builder()
                .alarmName(Names.STACK + "-" + name)
                .alarmDescription(description.text())
                .metric(metric)
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build())
        .addAlarmAction(tellOperations);
  }

  private static Metric errors(Function function) {
    return function.metricErrors(
        MetricOptions.builder().statistic(Stats.SUM).period(PERIOD).build());
  }

  private static Metric failedInvocations(Rule rule) {
    return new Metric(
        MetricProps.builder()
            .namespace("AWS/Events")
            .metricName("FailedInvocations")
            .dimensionsMap(Map.of("RuleName", rule.getRuleName()))
            .statistic(Stats.SUM)
            .period(PERIOD)
            .build());
  }
}
