package io.github.landfall.contract.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads the records of a Data Transfer Hub stack: what its queue's metric says was sent, and what
 * its table says became of it; and of a finder that is no task, what its log says.
 *
 * <p>The finder of edition {@code ecs} sends a message for each object. In edition {@code ec2}
 * workers send the parts of large objects to the same queue, so what was sent tells nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">NumberOfMessagesSent</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
public final class DthRecords implements TransferRecords {

  /** CloudWatch's limit of an answer. */
  private static final int MAX_POINTS = 1_440;

  /** CloudWatch keeps points of a minute for fifteen days. */
  private static final Duration MAX_AGE = Duration.ofDays(14);

  /** A page has up to 1 MB: as much as can be read within some minutes. */
  private static final int MAX_PAGES = 2_000;

  /** Measured with the finders of both editions: it ends the line "found N objects in total". */
  private static final String LISTED = "objects in total";

  private final Supplier<CloudWatchClient> cloudWatch;
  private final Supplier<CloudWatchLogsClient> logs;
  private final Supplier<DynamoDbClient> dynamoDb;

  /**
   * @param cloudWatch the client for the queue's metric
   * @param logs the client for the finder's log
   * @param dynamoDb the client for the table
   */
  public DthRecords(
      Supplier<CloudWatchClient> cloudWatch,
      Supplier<CloudWatchLogsClient> logs,
      Supplier<DynamoDbClient> dynamoDb) {
    this.cloudWatch = cloudWatch;
    this.logs = logs;
    this.dynamoDb = dynamoDb;
  }

  @Override
  public OptionalLong queued(WatchedTransfer transfer, Instant from, Instant to) {
    if (transfer.mergeStateMachine() != null || from.isBefore(to.minus(MAX_AGE))) {
      return OptionalLong.empty();
    }
    long minutes = Duration.between(from, to).toMinutes() + 2;
    int period = 60 * Math.toIntExact((minutes + MAX_POINTS - 1) / MAX_POINTS);
    double sent =
        cloudWatch
            .get()
            .getMetricStatistics(
                request ->
                    request
                        .namespace("AWS/SQS")
                        .metricName("NumberOfMessagesSent")
                        .dimensions(
                            Dimension.builder().name("QueueName").value(transfer.queue()).build())
                        .startTime(from)
                        .endTime(to)
                        .period(period)
                        .statistics(Statistic.SUM))
            .datapoints()
            .stream()
            .mapToDouble(Datapoint::sum)
            .sum();
    return OptionalLong.of(Math.round(sent));
  }

  /** The last thing that a finder says that has listed all is how many objects it found. */
  @Override
  public Optional<FinderEnd> finder(WatchedTransfer transfer, Instant from, Instant to) {
    String group = transfer.finderLogGroup();
    if (group == null) {
      return Optional.empty();
    }
    Optional<FilteredLogEvent> any = logged(group, from, to, Optional.empty());
    Optional<FilteredLogEvent> all = logged(group, from, to, Optional.of("\"" + LISTED + "\""));
    return any.map(FilteredLogEvent::timestamp)
        .map(Instant::ofEpochMilli)
        .map(
            begun ->
                all.isPresent()
                    ? new FinderEnd(
                        group, begun, Instant.ofEpochMilli(all.get().timestamp()), true, "")
                    : new FinderEnd(
                        group,
                        begun,
                        to,
                        false,
                        "the finder's log %s has no line \"%s\"".formatted(group, LISTED)));
  }

  private Optional<FilteredLogEvent> logged(
      String group, Instant from, Instant to, Optional<String> pattern) {
    return logs
        .get()
        .filterLogEventsPaginator(
            request ->
                request
                    .logGroupName(group)
                    .startTime(from.toEpochMilli())
                    .endTime(to.toEpochMilli())
                    .filterPattern(pattern.orElse(null)))
        .events()
        .stream()
        .findFirst();
  }

  @Override
  public OptionalLong withdrawn(WatchedTransfer transfer, Instant since) {
    if (transfer.table() == null) {
      return OptionalLong.empty();
    }
    long cancelled = 0;
    int pages = 0;
    for (ScanResponse page :
        dynamoDb
            .get()
            .scanPaginator(
                request ->
                    request
                        .tableName(transfer.table())
                        .select(Select.COUNT)
                        .filterExpression("JobStatus = :cancel AND StartTimestamp >= :since")
                        .expressionAttributeValues(
                            Map.of(
                                ":cancel",
                                AttributeValue.fromS("CANCEL"),
                                ":since",
                                AttributeValue.fromN(Long.toString(since.getEpochSecond())))))) {
      cancelled += page.count();
      pages++;
      if (pages == MAX_PAGES) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(cancelled);
  }
}
