package io.github.landfall.rehearsal.cloudwatch;

import io.github.landfall.rehearsal.server.QueueServer;
import java.time.InstantSource;
import java.util.Map;

/**
 * What SQS tells CloudWatch about one queue, a point a minute: the counts are those of the moment,
 * but what was sent is counted since the minute before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     CloudWatch metrics for SQS</a>
 */
public final class QueueMetrics {

  /** What a queue without messages publishes: AWS promises neither. */
  public enum WhenQuiet {
    /** A point of 0. */
    ZEROS,
    /** No point at all. */
    NO_POINTS
  }

  private static final String NAMESPACE = "AWS/SQS";
  private final QueueServer queues;
  private final String queueName;
  private final String queueUrl;
  private final WhenQuiet whenQuiet;
  private final MetricHistory history;
  private final InstantSource clock;
  private int sentBefore;

  /**
   * Watches a queue.
   *
   * @param queues the server that the queue is on
   * @param queueName the queue's name, which becomes the metrics' dimension
   * @param queueUrl the queue's URL
   * @param whenQuiet what a queue without visible and in-flight messages publishes
   * @param history where the points go
   * @param clock the virtual clock
   */
  public QueueMetrics(
      QueueServer queues,
      String queueName,
      String queueUrl,
      WhenQuiet whenQuiet,
      MetricHistory history,
      InstantSource clock) {
    this.queues = queues;
    this.queueName = queueName;
    this.queueUrl = queueUrl;
    this.whenQuiet = whenQuiet;
    this.history = history;
    this.clock = clock;
  }

  /** Reads the queue's counts and records them as this minute's points. Call it once a minute. */
  public void recordMinute() {
    recordSent();
    QueueServer.Counts counts = queues.counts(queueUrl);
    boolean quiet = counts.visible() == 0 && counts.inFlight() == 0;
    if (quiet && whenQuiet == WhenQuiet.NO_POINTS) {
      return;
    }
    record("ApproximateNumberOfMessagesVisible", counts.visible());
    record("ApproximateNumberOfMessagesNotVisible", counts.inFlight());
    record("ApproximateNumberOfMessagesDelayed", counts.delayed());
  }

  private void recordSent() {
    int sent = queues.sent(queueUrl);
    int sentInTheMinute = sent - sentBefore;
    sentBefore = sent;
    if (sentInTheMinute > 0 || whenQuiet == WhenQuiet.ZEROS) {
      record("NumberOfMessagesSent", sentInTheMinute);
    }
  }

  private void record(String name, int value) {
    history.record(
        new Metric(NAMESPACE, name, Map.of("QueueName", queueName)), clock.instant(), value);
  }
}
