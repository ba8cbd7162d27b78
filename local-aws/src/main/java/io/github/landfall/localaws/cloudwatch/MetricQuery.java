package io.github.landfall.localaws.cloudwatch;

import java.util.List;
import java.util.OptionalDouble;

/** One entry of an alarm's metrics: a metric's statistic, or a sum of such. */
sealed interface MetricQuery {

  /** The name by which expressions refer to it. */
  String id();

  /** Whether this is the value that the alarm watches. */
  boolean returnData();

  /** A metric's statistic over a period. */
  record MetricStat(
      String id, Metric metric, Statistic statistic, int periodSeconds, boolean returnData)
      implements MetricQuery {}

  /** A sum, written as {@code FILL(a,0)+FILL(b,0)} or {@code a+b}. */
  record Expression(String id, String text, List<Term> terms, String label, boolean returnData)
      implements MetricQuery {

    public Expression {
      terms = List.copyOf(terms);
    }
  }

  /**
   * A summand.
   *
   * @param id the metric it takes
   * @param fill the value where the metric has no point; empty: the sum has none either
   */
  record Term(String id, OptionalDouble fill) {}
}
