package io.github.landfall.localaws.cloudwatch;

import java.util.Map;

/**
 * The identity of a CloudWatch metric.
 *
 * @param namespace for example {@code AWS/SQS}
 * @param name for example {@code ApproximateNumberOfMessagesVisible}
 * @param dimensions names and values, for example {@code QueueName} and the queue's name
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html">CloudWatch
 *     concepts</a>
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {

  /** Keeps a copy of the dimensions. */
  public Metric {
    dimensions = Map.copyOf(dimensions);
  }
}
