package io.github.landfall.localaws.cloudwatch;

import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.http.QueryProtocol;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * CloudWatch on 127.0.0.1, as far as one asks it for a metric's statistics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</a>
 */
public final class MetricService implements AutoCloseable {

  private static final String XML_NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";
  private static final int MAX_POINTS = 1_440;

  private final MetricHistory history;
  private final LocalEndpoint endpoint;

  /**
   * Starts the service.
   *
   * @param history the points that it answers from
   */
  public MetricService(MetricHistory history) {
    this.history = history;
    this.endpoint =
        LocalEndpoint.start(
            new QueryProtocol(XML_NAMESPACE, Map.of("GetMetricStatistics", this::statistics)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private Map<String, ?> statistics(SortedMap<String, String> form) {
    Map<String, String> dimensions = new TreeMap<>();
    for (int i = 1; form.containsKey("Dimensions.member.%d.Name".formatted(i)); i++) {
      dimensions.put(
          form.get("Dimensions.member.%d.Name".formatted(i)),
          form.get("Dimensions.member.%d.Value".formatted(i)));
    }
    Metric metric = new Metric(form.get("Namespace"), form.get("MetricName"), dimensions);
    String name = form.get("Statistics.member.1");
    Statistic statistic = Statistic.of(name);
    Duration period = Duration.ofSeconds(Long.parseLong(form.get("Period")));
    Instant from = Instant.parse(form.get("StartTime")).truncatedTo(ChronoUnit.MINUTES);
    Instant to = Instant.parse(form.get("EndTime"));
    if (period.toSeconds() % 60 != 0 || Duration.between(from, to).dividedBy(period) > MAX_POINTS) {
      throw new AwsFault(
          "InvalidParameterCombination", 400, "You have requested up to too many datapoints");
    }
    List<Map<String, String>> points = new ArrayList<>();
    for (Instant start = from; start.isBefore(to); start = start.plus(period)) {
      OptionalDouble value = history.statistic(metric, statistic, start, start.plus(period));
      if (value.isPresent()) {
        points.add(
            Map.of("Timestamp", start.toString(), name, Double.toString(value.getAsDouble())));
      }
    }
    return Map.of("Label", metric.name(), "Datapoints", points);
  }
}
