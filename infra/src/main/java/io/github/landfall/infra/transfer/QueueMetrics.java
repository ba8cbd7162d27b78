package io.github.landfall.infra.transfer;

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
public final class QueueMetrics {

  private QueueMetrics() {}

  /** Messages that somebody has received and not yet deleted. */
  public static Metric inFlight(String queueName, Duration period) {
    return metric("ApproximateNumberOfMessagesNotVisible", Stats.MAXIMUM, queueName, period);
  }

  /** Messages that wait to be received. */
  public static Metric waiting(String queueName, Duration period) {
    return metric("ApproximateNumberOfMessagesVisible", Stats.MAXIMUM, queueName, period);
  }

  /**
   * Messages that were sent in the whole of the period, also those that are gone at its end. One
   * that becomes visible again is not sent again.
   */
  public static Metric sent(String queueName, Duration period) {
    return metric("NumberOfMessagesSent", Stats.SUM, queueName, period);
  }

  private static Metric metric(String name, String statistic, String queueName, Duration period) {
    return new Metric(
        MetricProps.builder()
            .namespace("AWS/SQS")
            .metricName(name)
            .dimensionsMap(Map.of("QueueName", queueName))
            .statistic(statistic)
            .period(period)
            .build());
  }
}
