package io.github.landfall.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.logs.MetricFilterProps;
import software.constructs.Construct;

/** Counts what the refresh function's log lines say, in the metrics namespace {@code Landfall}. */
final class RunMetrics extends Construct {

  private final Metric runs;
  private final Metric refreshes;
  private final Metric driveReady;
  private final Metric errors;

  RunMetrics(Construct scope, ILogGroup logGroup) {
    super(scope, "RunMetrics");
    runs = count(logGroup, "Runs", done("transfer-ended"));
    refreshes = count(logGroup, "Refreshes", done("refresh"));
    driveReady = count(logGroup, "DriveReady", done("drive-ready"));
    errors = count(logGroup, "Errors", FilterPattern.stringValue("$.level", "=", "ERROR"));
  }

  /** Runs whose end was confirmed. */
  Metric runs() {
    return runs;
  }

  /** Refreshes that were asked for. */
  Metric refreshes() {
    return refreshes;
  }

  /** Runs that are on the drive. */
  Metric driveReady() {
    return driveReady;
  }

  /** Log lines of level ERROR. */
  Metric errors() {
    return errors;
  }

  private static IFilterPattern done(String step) {
    return FilterPattern.all(
        FilterPattern.stringValue("$.step", "=", step),
        FilterPattern.stringValue("$.outcome", "=", "done"));
  }

  private Metric count(ILogGroup logGroup, String name, IFilterPattern pattern) {
    return new MetricFilter(
            this,
            name,
            MetricFilterProps.builder()
                .logGroup(logGroup)
                .filterPattern(pattern)
                .metricNamespace("Landfall")
                .metricName(name)
                .metricValue("1")
                .defaultValue(0)
                .build())
        .metric(MetricOptions.builder().statistic(Stats.SUM).period(Duration.minutes(5)).build());
  }
}
