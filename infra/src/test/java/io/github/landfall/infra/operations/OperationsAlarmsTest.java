package io.github.landfall.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
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
    "undelivered-TransferChanged-northlight, AWS/Events, FailedInvocations, Sum",
    "undelivered-TransferChanged-harbour-vfx, AWS/Events, FailedInvocations, Sum",
    "undelivered-RefreshComplete, AWS/Events, FailedInvocations, Sum",
    "undelivered-Sweep-northlight, AWS/Events, FailedInvocations, Sum",
    "undelivered-Sweep-harbour-vfx, AWS/Events, FailedInvocations, Sum",
    "arrivals-dead-letters, AWS/SQS, ApproximateNumberOfMessagesVisible, Maximum",
    "comparison-dead-letters, AWS/SQS, ApproximateNumberOfMessagesVisible, Maximum",
    "comparison-function-errors, AWS/Lambda, Errors, Sum",
    "comparison-logged-errors, Landfall, ComparisonErrors, Sum",
    "arrivals-function-errors, AWS/Lambda, Errors, Sum",
    "arrivals-logged-errors, Landfall, ArrivalsErrors, Sum",
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

  /** The manuals and the program are read, so that no alarm leads nowhere. */
  @Test
  void everyAlarmSaysWhatToRunAndWhereToRead() throws IOException {
    Set<String> commands = Set.of("check", "compare", "redrive", "retry", "runs");
    Pattern form =
        Pattern.compile(
            "[^.]+\\. Run: bin/landfall ([a-z]+)[^.]*\\. See docs/operations\\.md#(\\S+) \\(.+\\)");
    String english = Files.readString(Path.of("docs", "operations.md"));
    String chinese = Files.readString(Path.of("docs", "zh-CN", "operations.md"));
    Set<String> anchors =
        english
            .lines()
            .filter(line -> line.startsWith("### `"))
            .map(
                line ->
                    line.substring(4)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[`,]", "")
                        .replace(' ', '-'))
            .collect(Collectors.toSet());

    for (JsonNode alarm : synthesized.resources("AWS::CloudWatch::Alarm").toList()) {
      String description = alarm.at("/Properties/AlarmDescription").asText();
      Matcher parts = form.matcher(description);
      assertThat(parts.matches()).as(description).isTrue();
      assertThat(commands).contains(parts.group(1));
      assertThat(anchors).contains(parts.group(2));
      assertThat(chinese).contains("<a id=\"%s\"></a>".formatted(parts.group(2)));
      assertThat(description).hasSizeLessThanOrEqualTo(1_024);
    }
  }

  @Test
  void whatTheFunctionsLogIsCounted() {
    assertThat(synthesized.resources("AWS::Logs::MetricFilter"))
        .extracting(
            filter -> filter.at("/Properties/MetricTransformations/0/MetricName").asText(),
            filter -> filter.at("/Properties/MetricTransformations/0/MetricValue").asText(),
            filter -> filter.at("/Properties/FilterPattern").asText(),
            filter -> filter.at("/Properties/LogGroupName/Ref").asText().replaceAll("Logs.*", ""))
        .containsExactlyInAnyOrder(
            counted("Runs", "{ ($.step = \"transfer-ended\") && ($.outcome = \"done\") }"),
            counted("Refreshes", "{ ($.step = \"refresh\") && ($.outcome = \"done\") }"),
            counted("DriveReady", "{ ($.step = \"drive-ready\") && ($.outcome = \"done\") }"),
            counted("Errors", "{ $.level = \"ERROR\" }"),
            tuple(
                "ComparedObjects",
                "$.compared",
                "{ $.compared >= 0 }",
                "ComparisonsComparisonFunction"),
            tuple(
                "LackingObjects",
                "$.lacking",
                "{ $.lacking >= 0 }",
                "ComparisonsComparisonFunction"),
            tuple(
                "ComparisonErrors",
                "1",
                "{ $.level = \"ERROR\" }",
                "ComparisonsComparisonFunction"),
            tuple("ArrivalsErrors", "1", "{ $.level = \"ERROR\" }", "ArrivalsFunction"),
            tuple("ArrivedObjects", "$.objects", "{ $.objects >= 0 }", "ArrivalsFunction"),
            tuple("ArrivedBytes", "$.bytes", "{ $.bytes >= 0 }", "ArrivalsFunction"));
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
            "DriveReady",
            "Arrivals",
            "ArrivedObjects",
            "ArrivedBytes");
    synthesized
        .template()
        .hasResourceProperties("AWS::CloudWatch::Dashboard", Map.of("DashboardName", "Landfall"));
  }

  private static Tuple counted(String name, String pattern) {
    return tuple(name, "1", pattern, "RefreshFunction");
  }
}
