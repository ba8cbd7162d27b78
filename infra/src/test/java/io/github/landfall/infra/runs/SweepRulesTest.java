package io.github.landfall.infra.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"northlight", "harbour-vfx"})
  void whatArrivesOutsideOfATransferIsLookedForEveryHalfHour(String partner) {
    JsonNode rule = rule(Synthesized.committed(), partner);

    assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("rate(30 minutes)");
    assertThat(rule.path("State").asText()).isEqualTo("ENABLED");
    assertThat(rule.at("/Targets/0/Arn/Fn::GetAtt/0").asText()).startsWith("RunQueue");
    assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
        .startsWith("RunQueueDeadLetters");
  }

  @ParameterizedTest
  @CsvSource({"PT5M, 5 minutes", "PT60M, 1 hour", "PT90M, 90 minutes", "P1D, 1 day"})
  void howOftenCanBeConfigured(String every, String rate) {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("sweepEvery", every);

    assertThat(rule(Synthesized.of(landfall), "northlight").path("ScheduleExpression").asText())
        .isEqualTo("rate(%s)".formatted(rate));
  }

  private static JsonNode rule(Synthesized synthesized, String partner) {
    return synthesized
        .only(
            "AWS::Events::Rule",
            rule -> rule.path("Name").asText().equals("Landfall-sweep-" + partner))
        .path("Properties");
  }
}
