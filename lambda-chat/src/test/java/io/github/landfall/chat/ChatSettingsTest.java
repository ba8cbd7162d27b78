package io.github.landfall.chat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "robots",
        "[{\"queue\":\"q\",\"name\":\"n\",\"kind\":\"pager\",\"secret\":\"s\"}]"
      })
  void aFunctionWithAWrongEnvironmentDoesNotStart(String robots) {
    Map<String, String> environment =
        Map.of("ROBOTS", robots, "LANGUAGE", "en", "TIME_ZONE", "Asia/Shanghai");

    assertThatThrownBy(() -> ChatSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ROBOTS");
  }
}
