package io.github.landfall.infra.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferAlarmsTest {

  private final Synthesized synthesized = Synthesized.committed();

  @Test
  void aTransferIsOverOnlyAfterFiveQuietMinutesBesideThreeThatMayBeLate() {
    JsonNode alarm = alarm("Landfall-transfer-northlight");

    assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(5 + 3);
    assertThat(alarm.path("DatapointsToAlarm").asInt()).isEqualTo(1);
    assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
    assertThat(alarm.path("Threshold").asInt()).isZero();
    assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
    assertThat(alarm.has("AlarmActions")).isFalse();
  }

  @Test
  void aDeliveryIsNoticedAlsoWhenItIsGoneBeforeTheNextSnapshotOfTheQueue() {
    JsonNode metrics = alarm("Landfall-transfer-northlight").path("Metrics");

    assertThat(metrics).hasSize(4);
    assertThat(metrics.at("/0/Expression").asText())
        .isEqualTo("FILL(inflight,0)+FILL(waiting,0)+FILL(sent,0)");
    assertThat(metrics.at("/0/ReturnData").asBoolean()).isTrue();
    assertMetric(metrics, "inflight", "ApproximateNumberOfMessagesNotVisible", "Maximum", 60);
    assertMetric(metrics, "waiting", "ApproximateNumberOfMessagesVisible", "Maximum", 60);
    assertMetric(metrics, "sent", "NumberOfMessagesSent", "Sum", 60);
  }

  @Test
  void operationsHearOfATransferThatNeverEnds() {
    JsonNode alarm = alarm("Landfall-stalled-harbour-vfx");

    assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(24);
    assertThat(alarm.path("DatapointsToAlarm").asInt()).isEqualTo(24);
    assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
    assertThat(alarm.at("/AlarmActions/0/Ref").asText()).startsWith("TopicsOperations");
  }

  @Test
  void operationsAreNotCalledForSmallDeliveriesThatNeverStayInTheQueue() {
    JsonNode metrics = alarm("Landfall-stalled-harbour-vfx").path("Metrics");

    assertThat(metrics).hasSize(3);
    assertThat(metrics.at("/0/Expression").asText()).isEqualTo("FILL(inflight,0)+FILL(waiting,0)");
    assertMetric(metrics, "inflight", "ApproximateNumberOfMessagesNotVisible", "Maximum", 3600);
    assertMetric(metrics, "waiting", "ApproximateNumberOfMessagesVisible", "Maximum", 3600);
  }

  @Test
  void theQuietMinutesAndThoseForLateMetricsCanBeConfigured() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("quietMinutes", 12);
    landfall.put("metricDelayMinutes", 15);

    Synthesized.of(landfall)
        .template()
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "AlarmName",
                "Landfall-transfer-northlight",
                "AlarmDescription",
                "northlight: the transfer is busy; OK after 12 quiet minutes, and 15 for late"
                    + " metrics. Run: bin/landfall runs northlight. See"
                    + " docs/operations.md#landfall-transfer-partner"
                    + " (中文：docs/zh-CN/operations.md)",
                "EvaluationPeriods",
                12 + 15,
                "DatapointsToAlarm",
                1));
  }

  @Test
  void anAdoptedTransferIsWatchedByItsQueuesName() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(ExampleConfiguration.adoptedPartner("south")));

    Synthesized adopted = Synthesized.of(landfall);

    assertThat(
            alarm(adopted, "Landfall-transfer-south")
                .at("/Metrics/1/MetricStat/Metric/Dimensions/0/Value")
                .asText())
        .isEqualTo("DTHS3Stack-S3TransferQueue-1");
    assertThat(adopted.resources("AWS::CloudFormation::Stack")).isEmpty();
  }

  private JsonNode alarm(String name) {
    return alarm(synthesized, name);
  }

  private static JsonNode alarm(Synthesized of, String name) {
    return of.only("AWS::CloudWatch::Alarm", alarm -> alarm.path("AlarmName").asText().equals(name))
        .path("Properties");
  }

  private static void assertMetric(
      JsonNode metrics, String id, String name, String stat, int period) {
    JsonNode metric =
        metrics
            .valueStream()
            .filter(m -> m.path("Id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(metric.path("ReturnData").asBoolean()).isFalse();
    JsonNode statistic = metric.path("MetricStat");
    assertThat(statistic.path("Stat").asText()).isEqualTo(stat);
    assertThat(statistic.path("Period").asInt()).isEqualTo(period);
    assertThat(statistic.at("/Metric/Namespace").asText()).isEqualTo("AWS/SQS");
    assertThat(statistic.at("/Metric/MetricName").asText()).isEqualTo(name);
    assertThat(statistic.at("/Metric/Dimensions/0/Value/Fn::GetAtt/1").asText())
        .isEqualTo("Outputs.CommonQueueNameEB26B1B7");
  }
}
