package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsSettingsTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("LANDING_BUCKET", "landing", "LEDGER_BUCKET", "ledger");

  @Test
  void everythingComesFromTheEnvironment() {
    ArrivalsSettings settings = ArrivalsSettings.from(ENVIRONMENT);
    assertThat(settings).isEqualTo(new ArrivalsSettings("landing", "ledger"));
    assertThat(
            settings.partner(
                "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-arrivals-harbour-vfx"))
        .isEqualTo("harbour-vfx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANDING_BUCKET", "LEDGER_BUCKET"})
  void missingVariableIsNamed(String name) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(name, "");
    assertThatThrownBy(() -> ArrivalsSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the environment variable " + name + " is not set");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-RunQueue",
        "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-arrivals-"
      })
  void queueOfNoPartnerIsRefused(String arn) {
    assertThatThrownBy(() -> ArrivalsSettings.from(ENVIRONMENT).partner(arn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a message came from the queue '%s'; expected a name of 'Landfall-arrivals-' and a partner"
                .formatted(arn));
  }
}
