package io.github.landfall.refresh;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.refresh.notice.Language;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionSettingsTest {

  static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          entry(RefreshVariables.RUNS_TABLE, "runs"),
          entry(RefreshVariables.RUN_QUEUE, "http://127.0.0.1/run-queue"),
          entry(RefreshVariables.RUN_DEAD_LETTER_QUEUE, "http://127.0.0.1/run-dead-letters"),
          entry(RefreshVariables.LANDING_BUCKET, "landing"),
          entry(RefreshVariables.LEDGER_BUCKET, "ledger"),
          entry(RefreshVariables.NOTICE_TOPIC, "notices"),
          entry(RefreshVariables.OPERATIONS_TOPIC, "operations"),
          entry(RefreshVariables.LANGUAGE, "zh-CN"),
          entry(RefreshVariables.TIME_ZONE, "Asia/Shanghai"),
          entry(RefreshVariables.REFRESH_DEADLINE, "PT6H"));

  @Test
  void everythingComesFromTheEnvironment() {
    FunctionSettings settings = FunctionSettings.from(ENVIRONMENT);
    assertThat(settings.language()).isEqualTo(Language.CHINESE);
    assertThat(settings.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(settings.refreshDeadline()).isEqualTo(Duration.ofHours(6));
    assertThat(settings.fileShares()).isEmpty();
  }

  @Test
  void configuredSharesAreAList() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(RefreshVariables.FILE_SHARES, "share-1,share-2");
    assertThat(FunctionSettings.from(environment).fileShares())
        .isEqualTo(List.of("share-1", "share-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUNS_TABLE",
        "RUN_QUEUE",
        "RUN_DEAD_LETTER_QUEUE",
        "LANDING_BUCKET",
        "LEDGER_BUCKET",
        "NOTICE_TOPIC",
        "OPERATIONS_TOPIC",
        "LANGUAGE",
        "TIME_ZONE",
        "REFRESH_DEADLINE"
      })
  void missingVariableIsNamed(String name) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.remove(name);
    assertThatThrownBy(() -> FunctionSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the environment variable " + name + " is not set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LANGUAGE|fr|expected one of zh-CN, en",
        "TIME_ZONE|Mars/Olympus|Mars/Olympus",
        "REFRESH_DEADLINE|6h|cannot be parsed"
      })
  void unreadableVariableIsNamed(String name, String value, String message) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(name, value);
    assertThatThrownBy(() -> FunctionSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the environment variable %s is '%s': ".formatted(name, value))
        .hasMessageContaining(message);
  }
}
