package io.github.landfall.infra.operations;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.chat.ChatRobots;
import io.github.landfall.infra.compare.Comparisons;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.landing.ArrivalsMetrics;
import io.github.landfall.infra.runs.RefreshFunction;
import io.github.landfall.infra.runs.RunMetrics;
import io.github.landfall.infra.transfer.QueueMetrics;
import io.github.landfall.infra.transfer.Transfer;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.DashboardProps;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetProps;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.MetricProps;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.constructs.Construct;

/** One page that shows each partner's transfer, then arrivals, runs, refreshes and failures. */
public final class TransferDashboard extends Construct {

  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  private final Dashboard dashboard;

  /** Makes the page, a row for each partner first. */
  public TransferDashboard(
      Construct scope,
      List<Transfer> transfers,
      ArrivalsMetrics arrivals,
      RuleQueue runQueue,
      RunMetrics metrics,
      RefreshFunction function) {
    super(scope, "Dashboard");
    dashboard =
        new Dashboard(
            this, "Resource", DashboardProps.builder().dashboardName(Names.STACK).build());
    for (Transfer transfer : transfers) {
      dashboard.addWidgets(
          graph(
              transfer.partner() + ": objects in transfer",
              named("being copied", QueueMetrics.inFlight(transfer.queueName(), MINUTE)),
              named("waiting", QueueMetrics.waiting(transfer.queueName(), MINUTE)),
              named("queued", QueueMetrics.sent(transfer.queueName(), MINUTE))),
          graph(
              transfer.partner() + ": objects recorded and missing",
              named("table writes", tableWrites(transfer)),
              named(
                  "missing", QueueMetrics.waiting(transfer.deadLetterQueueName(), FIVE_MINUTES))));
    }
    dashboard.addWidgets(
        new GraphWidget(
            widget("Arrivals")
                .left(List.of(named("objects", arrivals.objects())))
                .right(List.of(named("bytes", arrivals.bytes())))
                .build()),
        graph(
            "Runs and refreshes",
            named("transfers ended", metrics.runs()),
            named("refreshes asked for", metrics.refreshes()),
            named("on the drive", metrics.driveReady())));
    dashboard.addWidgets(
        graph(
            "Failures",
            named("logged errors", metrics.errors()),
            named(
                "function errors",
                function
                    .function()
                    .metricErrors(
                        MetricOptions.builder().statistic(Stats.SUM).period(FIVE_MINUTES).build())),
            named(
                "events given up",
                QueueMetrics.waiting(runQueue.deadLetterQueue().getQueueName(), FIVE_MINUTES))));
  }

  /** Adds what weekly comparisons found. */
  public void ofComparisons(Comparisons comparisons) {
    dashboard.addWidgets(
        new GraphWidget(
            widget("Weekly comparison")
                .left(List.of(named("compared", comparisons.metrics().compared())))
                .right(List.of(named("lacking", comparisons.metrics().lacking())))
                .build()));
  }

  /** Adds what group robots did not take yet, and what was given up of it. */
  public void ofRobots(ChatRobots robots) {
    dashboard.addWidgets(
        new GraphWidget(
            widget("Group robots")
                .left(
                    robots.robots().stream()
                        .map(
                            robot ->
                                named(
                                    robot.robot().name() + ": waiting",
                                    QueueMetrics.waiting(
                                        robot.queue().getQueueName(), FIVE_MINUTES)))
                        .toList())
                .right(
                    robots.robots().stream()
                        .map(
                            robot ->
                                named(
                                    robot.robot().name() + ": given up",
                                    QueueMetrics.waiting(
                                        robot.deadLetterQueue().getQueueName(), FIVE_MINUTES)))
                        .toList())
                .build()));
  }

  private static Metric tableWrites(Transfer transfer) {
    return new Metric(
        MetricProps.builder()
            .namespace("AWS/DynamoDB")
            .metricName("ConsumedWriteCapacityUnits")
            .dimensionsMap(Map.of("TableName", transfer.tableName()))
            .statistic(Stats.SUM)
            .period(FIVE_MINUTES)
            .build());
  }

  private static IMetric named(String label, Metric metric) {
    return metric.with(MetricOptions.builder().label(label).build());
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return new GraphWidget(widget(title).left(List.of(metrics)).build());
  }

  private static GraphWidgetProps.Builder widget(String title) {
    return GraphWidgetProps.builder().title(title).width(12);
  }
}
