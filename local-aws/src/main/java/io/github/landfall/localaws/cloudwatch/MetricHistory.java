package io.github.landfall.localaws.cloudwatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The points that metrics had, at most one a metric and minute; minutes may lack a point. */
public final class MetricHistory {

  private final Map<Metric, NavigableMap<Instant, Double>> points = new HashMap<>();

  /**
   * Records a point; a second one in the same minute takes the place of the first.
   *
   * @param metric whose point it is
   * @param time some time in the point's minute
   * @param value the value
   */
  public void record(Metric metric, Instant time, double value) {
    points
        .computeIfAbsent(metric, m -> new TreeMap<>())
        .put(time.truncatedTo(ChronoUnit.MINUTES), value);
  }

  /**
   * A statistic over a period.
   *
   * @param metric whose points to take
   * @param statistic how to combine them
   * @param from the period's start, inclusive
   * @param to the period's end, exclusive
   * @return the value; empty when the period has no point, as CloudWatch then has no data point
   */
  public OptionalDouble statistic(Metric metric, Statistic statistic, Instant from, Instant to) {
    NavigableMap<Instant, Double> period =
        points.getOrDefault(metric, new TreeMap<>()).subMap(from, true, to, false);
    return period.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(statistic.over(period.values()));
  }
}
