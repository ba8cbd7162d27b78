package io.github.landfall.localaws.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An alarm as the template describes it, read without guessing.
 *
 * <p>A property that the rehearsal does not understand is an error: an alarm that is only nearly
 * the deployed one proves nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarm.html">AWS::CloudWatch::Alarm</a>
 */
record AlarmDefinition(
    String description,
    List<MetricQuery> queries,
    int periodSeconds,
    int evaluationPeriods,
    int datapointsToAlarm,
    double threshold,
    Comparison comparison) {

  /** How a value is compared with the threshold. */
  enum Comparison {
    GREATER_THAN_THRESHOLD("GreaterThanThreshold", "greater than"),
    GREATER_THAN_OR_EQUAL_TO_THRESHOLD("GreaterThanOrEqualToThreshold", "greater than or equal to"),
    LESS_THAN_THRESHOLD("LessThanThreshold", "less than"),
    LESS_THAN_OR_EQUAL_TO_THRESHOLD("LessThanOrEqualToThreshold", "less than or equal to");

    private final String awsName;
    private final String words;

    Comparison(String awsName, String words) {
      this.awsName = awsName;
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean breaches(double value, double threshold) {
      return switch (this) {
        case GREATER_THAN_THRESHOLD -> value > threshold;
        case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
        case LESS_THAN_THRESHOLD -> value < threshold;
        case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
      };
    }
  }

  private static final Set<String> WITHOUT_INFLUENCE_ON_THE_STATE =
      Set.of(
          "ActionsEnabled",
          "AlarmActions",
          "AlarmDescription",
          "AlarmName",
          "InsufficientDataActions",
          "OKActions",
          "Tags");

  private static final Set<String> COMMON =
      Set.of(
          "ComparisonOperator",
          "DatapointsToAlarm",
          "EvaluationPeriods",
          "Threshold",
          "TreatMissingData");
  private static final Set<String> SINGLE_METRIC =
      Set.of("Dimensions", "MetricName", "Namespace", "Period", "Statistic");

  private static final Pattern TERM =
      Pattern.compile("(?:FILL\\((\\w+),(-?[0-9.]+)\\))|([a-z]\\w*)");

  AlarmDefinition {
    queries = List.copyOf(queries);
  }

  /**
   * Reads an alarm's resolved properties.
   *
   * @throws IllegalArgumentException naming the property that is missing or not understood
   */
  static AlarmDefinition of(JsonNode properties) {
    boolean single = properties.has("MetricName");
    for (Iterator<String> names = properties.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!WITHOUT_INFLUENCE_ON_THE_STATE.contains(name)
          && !COMMON.contains(name)
          && !(single ? SINGLE_METRIC.contains(name) : name.equals("Metrics"))) {
        throw new IllegalArgumentException(
            "alarm property " + name + " is not rehearsed: " + properties.get(name));
      }
    }
    if (!properties.path("TreatMissingData").asText("missing").equals("notBreaching")) {
      throw new IllegalArgumentException(
          "alarm property TreatMissingData is "
              + properties.path("TreatMissingData").asText("missing")
              + ": only notBreaching is rehearsed");
    }
    List<MetricQuery> queries =
        single ? List.of(singleMetric(properties)) : metrics(required(properties, "Metrics"));
    int evaluationPeriods = positive(properties, "EvaluationPeriods");
    int datapointsToAlarm =
        properties.has("DatapointsToAlarm")
            ? positive(properties, "DatapointsToAlarm")
            : evaluationPeriods;
    if (datapointsToAlarm > evaluationPeriods) {
      throw new IllegalArgumentException(
          "DatapointsToAlarm " + datapointsToAlarm + " exceeds EvaluationPeriods");
    }
    return new AlarmDefinition(
        properties.path("AlarmDescription").asText(""),
        queries,
        commonPeriod(queries),
        evaluationPeriods,
        datapointsToAlarm,
        number(properties, "Threshold"),
        comparison(text(properties, "ComparisonOperator")));
  }

  /** The query that the alarm watches. */
  MetricQuery watched() {
    return queries.stream().filter(MetricQuery::returnData).findFirst().orElseThrow();
  }

  private static MetricQuery singleMetric(JsonNode properties) {
    return new MetricQuery.MetricStat(
        "m1",
        metric(properties),
        Statistic.of(text(properties, "Statistic")),
        period(properties),
        true);
  }

  private static List<MetricQuery> metrics(JsonNode entries) {
    Map<String, MetricQuery> queries = new TreeMap<>();
    for (JsonNode entry : entries) {
      MetricQuery query = entry.has("Expression") ? expression(entry) : metricStat(entry);
      if (queries.put(query.id(), query) != null) {
        throw new IllegalArgumentException("two alarm metrics have the Id " + query.id());
      }
    }
    for (MetricQuery query : queries.values()) {
      if (query instanceof MetricQuery.Expression sum) {
        for (MetricQuery.Term term : sum.terms()) {
          if (!(queries.get(term.id()) instanceof MetricQuery.MetricStat)) {
            throw new IllegalArgumentException(
                "Expression " + sum.text() + " refers to " + term.id() + ", which is no metric");
          }
        }
      }
    }
    if (queries.values().stream().filter(MetricQuery::returnData).count() != 1) {
      throw new IllegalArgumentException(
          "exactly one of the alarm's Metrics may return data: " + entries);
    }
    return new ArrayList<>(queries.values());
  }

  private static MetricQuery metricStat(JsonNode entry) {
    onlyKnown(entry, Set.of("Id", "Label", "MetricStat", "ReturnData"));
    JsonNode stat = required(entry, "MetricStat");
    onlyKnown(stat, Set.of("Metric", "Period", "Stat"));
    onlyKnown(required(stat, "Metric"), Set.of("Dimensions", "MetricName", "Namespace"));
    return new MetricQuery.MetricStat(
        text(entry, "Id"),
        metric(required(stat, "Metric")),
        Statistic.of(text(stat, "Stat")),
        period(stat),
        entry.path("ReturnData").asBoolean(true));
  }

  private static MetricQuery expression(JsonNode entry) {
    onlyKnown(entry, Set.of("Expression", "Id", "Label", "ReturnData"));
    String text = text(entry, "Expression");
    List<MetricQuery.Term> terms = new ArrayList<>();
    for (String part : text.replace(" ", "").split("\\+", -1)) {
      Matcher term = TERM.matcher(part);
      if (!term.matches()) {
        throw new IllegalArgumentException(
            "Expression " + text + ": '" + part + "' is not rehearsed, expected FILL(id,0) or id");
      }
      terms.add(
          term.group(1) == null
              ? new MetricQuery.Term(term.group(3), OptionalDouble.empty())
              : new MetricQuery.Term(
                  term.group(1), OptionalDouble.of(Double.parseDouble(term.group(2)))));
    }
    return new MetricQuery.Expression(
        text(entry, "Id"),
        text,
        terms,
        entry.path("Label").asText(text),
        entry.path("ReturnData").asBoolean(true));
  }

  private static Metric metric(JsonNode node) {
    Map<String, String> dimensions = new TreeMap<>();
    for (JsonNode dimension : node.path("Dimensions")) {
      dimensions.put(text(dimension, "Name"), text(dimension, "Value"));
    }
    return new Metric(text(node, "Namespace"), text(node, "MetricName"), dimensions);
  }

  private static int commonPeriod(List<MetricQuery> queries) {
    List<Integer> periods =
        queries.stream()
            .filter(MetricQuery.MetricStat.class::isInstance)
            .map(query -> ((MetricQuery.MetricStat) query).periodSeconds())
            .distinct()
            .toList();
    if (periods.size() != 1) {
      throw new IllegalArgumentException(
          "the alarm's metrics must share one Period, they have " + periods);
    }
    return periods.get(0);
  }

  private static int period(JsonNode node) {
    int seconds = positive(node, "Period");
    if (seconds % 60 != 0) {
      throw new IllegalArgumentException(
          "Period " + seconds + " is not rehearsed, expected whole minutes");
    }
    return seconds;
  }

  private static Comparison comparison(String awsName) {
    for (Comparison comparison : Comparison.values()) {
      if (comparison.awsName.equals(awsName)) {
        return comparison;
      }
    }
    throw new IllegalArgumentException("ComparisonOperator " + awsName + " is not rehearsed");
  }

  private static void onlyKnown(JsonNode node, Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "alarm metric property " + name + " is not rehearsed: " + node.get(name));
      }
    }
  }

  private static JsonNode required(JsonNode node, String name) {
    if (!node.hasNonNull(name)) {
      throw new IllegalArgumentException("alarm property " + name + " is missing in " + node);
    }
    return node.get(name);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = required(node, name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "alarm property " + name + ": expected text, found " + value);
    }
    return value.textValue();
  }

  private static double number(JsonNode node, String name) {
    JsonNode value = required(node, name);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "alarm property " + name + ": expected a number, found " + value);
    }
    return value.doubleValue();
  }

  private static int positive(JsonNode node, String name) {
    double value = number(node, name);
    if (value < 1 || value != Math.rint(value)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "alarm property %s: expected a whole number from 1, found %s",
              name,
              value));
    }
    return (int) value;
  }
}
