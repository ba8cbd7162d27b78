package io.github.landfall.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricProps;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * SQS's own metrics of a queue that is known by its name alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     metrics</a>
 */
final class QueueMetrics {

  private QueueMetrics() {}

  /** Messages that somebody has received and not yet deleted. */
  static Metric inFlight(String queueName, Duration period) {
    return maximum("ApproximateNumberOfMessagesNotVisible", queueName, period);
  }

  /** Messages that wait to be received. */
  static Metric waiting(String queueName, Duration period) {
    return maximum("ApproximateNumberOfMessagesVisible", queueName, period);
  }

  private static Metric maximum(String name, String queueName, Duration period) {
    return new Metric(
        MetricProps.builder()
            .namespace("AWS/SQS")
            .metricName(name)
            .dimensionsMap(Map.of("QueueName", queueName))
            .statistic(Stats.MAXIMUM)
            .period(period)
            .build());
  }
}
