package io.github.landfall.infra.function;

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

/**
 * Makes metrics of what a function's log lines say, in the metrics namespace {@code Landfall}.
 *
 * @param scope what the filters belong to
 * @param logGroup the function's log
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">Filter
 *     pattern syntax for metric filters</a>
 */
public record LogMetrics(Construct scope, ILogGroup logGroup) {

  /** How many lines match. */
  public Metric count(String name, IFilterPattern pattern) {
    return sum(name, pattern, "1");
  }

  /** How many lines are of level ERROR. */
  public Metric errors(String name) {
    return count(name, FilterPattern.stringValue("$.level", "=", "ERROR"));
  }

  /**
   * The sum of a field over the lines that have it; a pattern that does not name the field would
   * give no value.
   *
   * @param field the field, such as {@code $.bytes}
   */
  public Metric figure(String name, String field) {
    return sum(name, FilterPattern.numberValue(field, ">=", 0), field);
  }

  private Metric sum(String name, IFilterPattern pattern, String value) {
    return new MetricFilter(
            scope,
            name,
            MetricFilterProps.builder()
                .logGroup(logGroup)
                .filterPattern(pattern)
                .metricNamespace("Landfall")
                .metricName(name)
                .metricValue(value)
                .defaultValue(0)
                .build())
        .metric(MetricOptions.builder().statistic(Stats.SUM).period(Duration.minutes(5)).build());
  }
}
