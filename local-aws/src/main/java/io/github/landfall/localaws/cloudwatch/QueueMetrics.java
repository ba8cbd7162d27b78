package io.github.landfall.localaws.cloudwatch;

import io.github.landfall.localaws.server.QueueServer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What SQS tells CloudWatch about one queue, a point a minute: the counts are those of the moment,
 * but what was sent is counted since the minute before. A point may come late: then no alarm sees
 * it before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     CloudWatch metrics for SQS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html">How
 *     late they may be</a>
 */
public final class QueueMetrics {

  /** What a queue without messages publishes: AWS promises neither. */
  public enum WhenQuiet {
    /** A point of 0. */
    ZEROS,
    /** No point at all. */
    NO_POINTS
  }

  /**
   * How points come to CloudWatch.
   *
   * @param whenQuiet what a queue without visible and in-flight messages publishes
   * @param minutesLate how many minutes late a minute's points come: a number for each minute, from
   *     the full hour on, over and over
   */
  public record Publication(WhenQuiet whenQuiet, List<Integer> minutesLate) {

    /** Points that come at once. */
    public static Publication punctual(WhenQuiet whenQuiet) {
      return new Publication(whenQuiet, List.of(0));
    }

    private Instant visibleFrom(Instant minute) {
      int late = (int) (minute.getEpochSecond() / 60 % 60 % minutesLate.size());
      return minute.plus(minutesLate.get(late), ChronoUnit.MINUTES);
    }
  }

  private record Point(Metric metric, Instant minute, int value) {}

  private static final String NAMESPACE = "AWS/SQS";
  private final QueueServer queues;
  private final String queueName;
  private final String queueUrl;
  private final Publication publication;
  private final MetricHistory history;
  private final InstantSource clock;
  private final List<Point> unpublished = new ArrayList<>();
  private int sentBefore;

  /**
   * Watches a queue.
   *
   * @param queues the server that the queue is on
   * @param queueName the queue's name, which becomes the metrics' dimension
   * @param queueUrl the queue's URL
   * @param publication how points come to CloudWatch
   * @param history where the points go
   * @param clock the virtual clock
   */
  public QueueMetrics(
      QueueServer queues,
      String queueName,
      String queueUrl,
      Publication publication,
      MetricHistory history,
      InstantSource clock) {
    this.queues = queues;
    this.queueName = queueName;
    this.queueUrl = queueUrl;
    this.publication = publication;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Reads the queue's counts as this minute's points, and records all points that are due. Call it
   * once a minute.
   */
  public void recordMinute() {
    readSent();
    readCounts();
    Instant now = clock.instant();
    unpublished.stream()
        .filter(point -> !publication.visibleFrom(point.minute()).isAfter(now))
        .forEach(point -> history.record(point.metric(), point.minute(), point.value()));
    unpublished.removeIf(point -> !publication.visibleFrom(point.minute()).isAfter(now));
  }

  private void readCounts() {
    QueueServer.Counts counts = queues.counts(queueUrl);
    boolean quiet = counts.visible() == 0 && counts.inFlight() == 0;
    if (quiet && publication.whenQuiet() == WhenQuiet.NO_POINTS) {
      return;
    }
    add("ApproximateNumberOfMessagesVisible", counts.visible());
    add("ApproximateNumberOfMessagesNotVisible", counts.inFlight());
    add("ApproximateNumberOfMessagesDelayed", counts.delayed());
  }

  private void readSent() {
    int sent = queues.sent(queueUrl);
    int sentInTheMinute = sent - sentBefore;
    sentBefore = sent;
    if (sentInTheMinute > 0 || publication.whenQuiet() == WhenQuiet.ZEROS) {
      add("NumberOfMessagesSent", sentInTheMinute);
    }
  }

  private void add(String name, int value) {
    unpublished.add(
        new Point(
            new Metric(NAMESPACE, name, Map.of("QueueName", queueName)),
            clock.instant().truncatedTo(ChronoUnit.MINUTES),
            value));
  }
}
