package io.github.landfall.contract.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.paginators.FilterLogEventsIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/** What a stack's records tell, and when they tell nothing. */
class DthRecordsTest {

  private static final Instant FROM = Instant.parse("2026-11-23T16:00:00Z");
  private static final WatchedTransfer ECS =
      new WatchedTransfer("p", "q", "d", "c", "f", null, "t", null);

  private final List<GetMetricStatisticsRequest> asked = new ArrayList<>();
  private final List<ScanRequest> scanned = new ArrayList<>();
  private final Map<Instant, String> log = new TreeMap<>();
  private int pages = 1;
  private final TransferRecords records =
      new DthRecords(StubMetrics::new, StubLogs::new, StubTable::new);

  @Test
  void whatWasSentIsAddedUp() {
    assertThat(records.queued(ECS, FROM, FROM.plusSeconds(3600))).hasValue(42);
    GetMetricStatisticsRequest request = asked.get(0);
    assertThat(request.metricName()).isEqualTo("NumberOfMessagesSent");
    assertThat(request.dimensions().get(0).value()).isEqualTo("q");
    assertThat(List.of(request.startTime(), request.endTime()))
        .containsExactly(FROM, FROM.plusSeconds(3600));
  }

  @ParameterizedTest
  @CsvSource({"PT1H, 60", "PT23H58M, 60", "PT24H, 120", "P14D, 900"})
  void answerHasNoMorePointsThanCloudWatchGives(Duration length, int period) {
    records.queued(ECS, FROM, FROM.plus(length));
    assertThat(asked.get(0).period()).isEqualTo(period);
    assertThat(length.dividedBy(Duration.ofSeconds(period))).isLessThan(1_440);
  }

  @Test
  void whatIsTooLongAgoOrHasPartsInItsQueueIsNotKnown() {
    WatchedTransfer ec2 = new WatchedTransfer("p", "q", "d", null, null, "m", "t", null);
    assertThat(records.queued(ec2, FROM, FROM.plusSeconds(60))).isEmpty();
    assertThat(records.queued(ECS, FROM, FROM.plus(Duration.ofDays(15)))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void cancelledObjectsOfAllPagesAreCounted() {
    pages = 3;
    assertThat(records.withdrawn(ECS, FROM)).hasValue(6);
    assertThat(scanned.get(0).tableName()).isEqualTo("t");
    assertThat(scanned.get(0).expressionAttributeValues())
        .containsEntry(":since", AttributeValue.fromN(Long.toString(FROM.getEpochSecond())));
  }

  @Test
  void tableThatIsNotNamedOrTooLongToReadTellsNothing() {
    WatchedTransfer old = new WatchedTransfer("p", "q", "d", "c", "f", null, null, null);
    assertThat(records.withdrawn(old, FROM)).isEmpty();
    pages = 2_001;
    assertThat(records.withdrawn(ECS, FROM)).isEmpty();
    assertThat(scanned).hasSize(2_000);
  }

  @Test
  void finderHasListedAllIfItsLogSaysHowMuch() {
    WatchedTransfer ec2 = new WatchedTransfer("p", "q", "d", null, null, "m", "t", "log");
    assertThat(records.finder(ECS, FROM, FROM.plusSeconds(60))).isEmpty();
    assertThat(records.finder(ec2, FROM, FROM.plusSeconds(60))).as("it did not run").isEmpty();

    log.put(FROM.plusSeconds(1), "start");
    assertThat(records.finder(ec2, FROM, FROM.plusSeconds(60)))
        .contains(
            new FinderEnd(
                "log",
                FROM.plusSeconds(1),
                FROM.plusSeconds(60),
                false,
                "the finder's log log has no line \"objects in total\""));

    log.put(FROM.plusSeconds(9), "found 40 objects in total");
    assertThat(records.finder(ec2, FROM, FROM.plusSeconds(60)))
        .contains(new FinderEnd("log", FROM.plusSeconds(1), FROM.plusSeconds(9), true, ""));
    assertThat(records.finder(ec2, FROM.plusSeconds(10), FROM.plusSeconds(60))).isEmpty();
  }

  /** Two pages, of which the first is empty, as CloudWatch may answer. */
  private final class StubLogs implements CloudWatchLogsClient {

    @Override
    public FilterLogEventsIterable filterLogEventsPaginator(FilterLogEventsRequest request) {
      return new FilterLogEventsIterable(this, request);
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
      if (request.nextToken() == null) {
        return FilterLogEventsResponse.builder().events(List.of()).nextToken("2").build();
      }
      String text =
          request.filterPattern() == null ? "" : request.filterPattern().replace("\"", "");
      return FilterLogEventsResponse.builder()
          .events(
              log.entrySet().stream()
                  .filter(line -> line.getKey().toEpochMilli() >= request.startTime())
                  .filter(line -> line.getKey().toEpochMilli() < request.endTime())
                  .filter(line -> line.getValue().contains(text))
                  .map(
                      line ->
                          FilteredLogEvent.builder()
                              .timestamp(line.getKey().toEpochMilli())
                              .message(line.getValue())
                              .build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class StubMetrics implements CloudWatchClient {

    @Override
    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
      asked.add(request);
      return GetMetricStatisticsResponse.builder()
          .datapoints(
              IntStream.of(40, 0, 2)
                  .mapToObj(sum -> Datapoint.builder().sum((double) sum).build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class StubTable implements DynamoDbClient {

    @Override
    public ScanIterable scanPaginator(ScanRequest request) {
      return new ScanIterable(this, request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
      scanned.add(request);
      return ScanResponse.builder()
          .count(2)
          .lastEvaluatedKey(
              scanned.size() < pages ? Map.of("ObjectKey", AttributeValue.fromS("k")) : Map.of())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
