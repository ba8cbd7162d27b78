package io.github.landfall.localaws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlarmDefinitionTest {

  static Stream<Arguments> notRehearsed() {
    return Stream.of(
        changed(a -> a.put("EvaluateLowSampleCountPercentile", "ignore"), "EvaluateLowSample"),
        changed(a -> a.put("TreatMissingData", "breaching"), "TreatMissingData is breaching"),
        changed(a -> a.remove("TreatMissingData"), "TreatMissingData is missing"),
        changed(a -> a.remove("Threshold"), "Threshold is missing"),
        changed(a -> a.put("Threshold", "0"), "Threshold: expected a number"),
        changed(a -> a.put("DatapointsToAlarm", 6), "DatapointsToAlarm 6 exceeds"),
        changed(a -> a.put("EvaluationPeriods", 0), "EvaluationPeriods: expected a whole number"),
        changed(a -> a.put("ComparisonOperator", "Near"), "ComparisonOperator Near"),
        changed(a -> query(a, 0).put("Expression", "MAX(METRICS())"), "'MAX(METRICS())'"),
        changed(a -> query(a, 0).put("Expression", "FILL(other,0)"), "refers to other"),
        changed(a -> query(a, 0).put("ReturnData", false), "exactly one"),
        changed(a -> query(a, 1).put("AccountId", "111122223333"), "AccountId"),
        changed(a -> query(a, 1).put("Id", "inflight"), "two alarm metrics"),
        changed(a -> stat(a, 1).put("Stat", "p99"), "statistic 'p99'"),
        changed(a -> stat(a, 1).put("Period", 10), "Period 10"),
        changed(a -> stat(a, 1).put("Period", 120), "share one Period"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("notRehearsed")
  void anAlarmThatTheRehearsalWouldOnlyNearlyEvaluateIsRefusedByName(
      ObjectNode properties, String named) {
    assertThatThrownBy(() -> AlarmDefinition.of(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  private static Arguments changed(Consumer<ObjectNode> change, String named) {
    ObjectNode properties = Alarms.onQueue("FILL(visible,0)+FILL(inflight,0)", 1, 5);
    change.accept(properties);
    return Arguments.of(properties, named);
  }

  private static ObjectNode query(ObjectNode properties, int index) {
    return (ObjectNode) properties.path("Metrics").get(index);
  }

  private static ObjectNode stat(ObjectNode properties, int index) {
    return (ObjectNode) query(properties, index).get("MetricStat");
  }
}
