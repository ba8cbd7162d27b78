package io.github.landfall.infra.transfer;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.config.QuietWindow;
import io.github.landfall.infra.notices.AlarmDescription;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MathExpressionProps;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Two alarms on a transfer queue: one tells activity, the other an activity that never ends. */
public final class TransferAlarms extends Construct {

  private final Alarm transferAlarm;

  /**
   * Makes both.
   *
   * @param window how long a transfer must be quiet
   * @param operations whom the alarm on an endless activity tells
   */
  public TransferAlarms(Construct scope, Transfer transfer, QuietWindow window, ITopic operations) {
    super(scope, "Alarms-" + transfer.partner());
    // One busy minute of the window is enough for ALARM, so OK takes a window of quiet ones.
    transferAlarm =
        new Alarm(
            this,
            "Transfer",
            AlarmProps.builder()
                .alarmName(transfer.alarmName())
                .alarmDescription(
                    new AlarmDescription(
                            "%s: the transfer is busy; OK after %d quiet minutes, and %d for late metrics"
                                .formatted(
                                    transfer.partner(),
                                    window.quietMinutes(),
                                    window.metricDelayMinutes()),
                            "runs " + transfer.partner(),
                            Names.TRANSFER_ALARM + "PARTNER")
                        .text())
                .metric(activity(transfer))
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(window.minutes())
                .datapointsToAlarm(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build());
    new Alarm(
            this,
            "Stalled",
            AlarmProps.builder()
                .alarmName(Names.STACK + "-stalled-" + transfer.partner())
                .alarmDescription(
                    new AlarmDescription(
                            transfer.partner()
                                + ": the transfer has been busy for 24 hours without a quiet one",
                            "runs " + transfer.partner(),
                            Names.STACK + "-stalled-PARTNER")
                        .text())
                .metric(backlog(transfer))
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(24)
                .datapointsToAlarm(24)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build())
        .addAlarmAction(new SnsAction(operations));
  }

  /** The one that tells activity: its changes begin and end runs. */
  public Alarm transferAlarm() {
    return transferAlarm;
  }

  /**
   * What shows that a minute was busy. The two counts are snapshots, one a minute: a few small
   * objects can be queued and copied between two of them. What was sent leaves no such gap.
   */
  private static IMetric activity(Transfer transfer) {
    Duration period = Duration.minutes(1);
    Map<String, IMetric> metrics = counts(transfer, period);
    metrics.put("sent", QueueMetrics.sent(transfer.queueName(), period));
    return sum("FILL(inflight,0)+FILL(waiting,0)+FILL(sent,0)", metrics, period);
  }

  /** What stays in the queue. An object that is gone before a snapshot shows it is no stall. */
  private static IMetric backlog(Transfer transfer) {
    Duration period = Duration.hours(1);
    return sum("FILL(inflight,0)+FILL(waiting,0)", counts(transfer, period), period);
  }

  private static Map<String, IMetric> counts(Transfer transfer, Duration period) {
    Map<String, IMetric> counts = new TreeMap<>();
    counts.put("inflight", QueueMetrics.inFlight(transfer.queueName(), period));
    counts.put("waiting", QueueMetrics.waiting(transfer.queueName(), period));
    return counts;
  }

  /** SQS publishes its metrics only while there is something to tell: FILL makes absent ones 0. */
  private static IMetric sum(String expression, Map<String, IMetric> metrics, Duration period) {
    return new MathExpression(
        MathExpressionProps.builder()
            .expression(expression)
            .usingMetrics(metrics)
            .label("objects in transfer")
            .period(period)
            .build());
  }
}
