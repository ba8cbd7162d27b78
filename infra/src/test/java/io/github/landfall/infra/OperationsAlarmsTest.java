package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsAlarmsTest {

  private final Synthesized synthesized = Synthesized.committed();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "run-dead-letters, AWS/SQS, ApproximateNumberOfMessagesVisible, Maximum",
    "function-errors, AWS/Lambda, Errors, Sum",
    "logged-errors, Landfall, Errors, Sum",
    "missing-northlight, AWS/SQS, ApproximateNumberOfMessagesVisible, Maximum",
    "missing-harbour-vfx, AWS/SQS, ApproximateNumberOfMessagesVisible, Maximum",
    "undelivered-TransferChanged, AWS/Events, FailedInvocations, Sum",
    "undelivered-RefreshComplete, AWS/Events, FailedInvocations, Sum",
  })
  void operationsAreToldOfEachFailure(
      String name, String namespace, String metric, String statistic) {
    JsonNode alarm =
        synthesized
            .only(
                "AWS::CloudWatch::Alarm",
                properties -> properties.path("AlarmName").asText().equals("Landfall-" + name))
            .path("Properties");

    assertThat(alarm.path("Namespace").asText()).isEqualTo(namespace);
    assertThat(alarm.path("MetricName").asText()).isEqualTo(metric);
    assertThat(alarm.path("Statistic").asText()).isEqualTo(statistic);
    assertThat(alarm.path("Threshold").asInt()).isZero();
    assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
    assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
    assertThat(alarm.at("/AlarmActions/0/Ref").asText()).startsWith("TopicsOperations");
  }

  @Test
  void whatTheFunctionLogsIsCounted() {
    assertThat(synthesized.resources("AWS::Logs::MetricFilter"))
        .extracting(
            filter -> filter.at("/Properties/MetricTransformations/0/MetricName").asText(),
            filter -> filter.at("/Properties/FilterPattern").asText())
        .containsExactlyInAnyOrder(
            tuple("Runs", "{ ($.step = \"transfer-ended\") && ($.outcome = \"done\") }"),
            tuple("Refreshes", "{ ($.step = \"refresh\") && ($.outcome = \"done\") }"),
            tuple("DriveReady", "{ ($.step = \"drive-ready\") && ($.outcome = \"done\") }"),
            tuple("Errors", "{ $.level = \"ERROR\" }"));
    assertThat(synthesized.resources("AWS::Logs::MetricFilter"))
        .allMatch(
            filter ->
                filter
                    .at("/Properties/MetricTransformations/0/MetricNamespace")
                    .asText()
                    .equals("Landfall"));
  }

  @Test
  void theDashboardShowsEveryPartnerAndTheFailures() {
    String body = synthesized.only("AWS::CloudWatch::Dashboard").path("Properties").toString();

    assertThat(body)
        .contains(
            "northlight: objects in transfer",
            "harbour-vfx: objects in transfer",
            "Runs and refreshes",
            "Failures",
            "DriveReady");
    synthesized
        .template()
        .hasResourceProperties("AWS::CloudWatch::Dashboard", Map.of("DashboardName", "Landfall"));
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
