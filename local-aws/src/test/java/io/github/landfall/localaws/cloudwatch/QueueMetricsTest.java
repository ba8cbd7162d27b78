package io.github.landfall.localaws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.QueueSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueMetricsTest {

  private static final Instant START = Instant.parse("2026-11-23T00:00:20Z");

  private final MetricHistory history = new MetricHistory();
  private VirtualClock clock;
  private QueueServer queues;
  private String url;

  @BeforeEach
  void startQueue(@TempDir Path directory) {
    clock = new VirtualClock(START, directory.resolve("clock"));
    queues = QueueServer.start(clock, "cn-northwest-1", "111122223333");
    url =
        queues.create(
            new QueueSettings("transfer", Duration.ofMinutes(15), Duration.ZERO, Optional.empty()));
  }

  @AfterEach
  void stopQueue() {
    queues.close();
  }

  @Test
  void aTransferIsSeenInBothCounts() {
    send(3);
    queues.client().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(1));

    metrics(QueueMetrics.WhenQuiet.ZEROS).recordMinute();

    assertThat(point("ApproximateNumberOfMessagesVisible")).hasValue(2);
    assertThat(point("ApproximateNumberOfMessagesNotVisible")).hasValue(1);
  }

  @Test
  void aQuietQueuePublishesZeros() {
    metrics(QueueMetrics.WhenQuiet.ZEROS).recordMinute();

    assertThat(point("ApproximateNumberOfMessagesNotVisible")).hasValue(0);
    assertThat(point("NumberOfMessagesSent")).hasValue(0);
  }

  @Test
  void aQuietQueueCanPublishNothing() {
    metrics(QueueMetrics.WhenQuiet.NO_POINTS).recordMinute();

    assertThat(point("ApproximateNumberOfMessagesVisible")).isEmpty();
    assertThat(point("ApproximateNumberOfMessagesNotVisible")).isEmpty();
    assertThat(point("NumberOfMessagesSent")).isEmpty();
  }

  @Test
  void whatCameAndWentWithinTheMinuteIsCountedAsSent() {
    send(2);
    empty();

    metrics(QueueMetrics.WhenQuiet.NO_POINTS).recordMinute();

    assertThat(point("NumberOfMessagesSent")).hasValue(2);
    assertThat(point("ApproximateNumberOfMessagesVisible")).isEmpty();
    assertThat(point("ApproximateNumberOfMessagesNotVisible")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aMinuteCountsOnlyWhatWasSentInIt(QueueMetrics.WhenQuiet whenQuiet) {
    QueueMetrics metrics = metrics(whenQuiet);
    List<Integer> perMinute = List.of(3, 0, 1, 0);

    List<OptionalDouble> points = new ArrayList<>();
    for (int sent : perMinute) {
      send(sent);
      metrics.recordMinute();
      points.add(point("NumberOfMessagesSent"));
      clock.advanceTo(clock.instant().plus(Duration.ofMinutes(1)));
    }

    OptionalDouble none =
        whenQuiet == QueueMetrics.WhenQuiet.ZEROS ? OptionalDouble.of(0) : OptionalDouble.empty();
    assertThat(points).containsExactly(OptionalDouble.of(3), none, OptionalDouble.of(1), none);
  }

  @Test
  void latePointIsSeenWhenItComesAndUnderItsOwnMinute() {
    QueueMetrics metrics =
        metrics(new QueueMetrics.Publication(QueueMetrics.WhenQuiet.ZEROS, List.of(2, 0, 0)));
    Instant minute = clock.instant();
    send(3);

    List<OptionalDouble> seen = new ArrayList<>();
    for (int later = 0; later < 3; later++) {
      metrics.recordMinute();
      seen.add(point("NumberOfMessagesSent", minute));
      clock.advanceTo(clock.instant().plus(Duration.ofMinutes(1)));
    }

    assertThat(seen)
        .containsExactly(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(3));
    assertThat(point("NumberOfMessagesSent", minute.plus(Duration.ofMinutes(1)))).hasValue(0);
  }

  private QueueMetrics metrics(QueueMetrics.WhenQuiet whenQuiet) {
    return metrics(QueueMetrics.Publication.punctual(whenQuiet));
  }

  private QueueMetrics metrics(QueueMetrics.Publication publication) {
    return new QueueMetrics(queues, "transfer", url, publication, history, clock);
  }

  private void send(int messages) {
    for (int i = 0; i < messages; i++) {
      queues.client().sendMessage(request -> request.queueUrl(url).messageBody("{}"));
    }
  }

  private void empty() {
    queues
        .client()
        .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
        .messages()
        .forEach(
            message ->
                queues
                    .client()
                    .deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())));
  }

  /** The present minute's point. */
  private OptionalDouble point(String name) {
    return point(name, clock.instant());
  }

  private OptionalDouble point(String name, Instant time) {
    Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
    return history.statistic(
        new Metric("AWS/SQS", name, Map.of("QueueName", "transfer")),
        Statistic.MAXIMUM,
        minute,
        minute.plus(Duration.ofMinutes(1)));
  }
}
