package io.github.landfall.contract.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  private static final Instant START = Instant.parse("2026-11-23T16:00:07Z");

  @Test
  void markIsReadAsItIsWritten() {
    for (boolean sweep : new boolean[] {false, true}) {
      RunId id = new RunId("aurora", START, sweep);
      assertThat(RunId.parse("aurora", id.mark())).isEqualTo(id);
    }
    assertThat(new RunId("aurora", START, true).mark()).isEqualTo("2026-11-23T16:00:07Z sweep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "run", "2026-11-23T16:00:07Z", "yesterday run", "2026-11-23T16:00:07Z walk"})
  void textThatNamesNoRunIsRefused(String mark) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunId.parse("aurora", mark))
        .withMessageContaining("'" + mark + "'")
        .withMessageContaining("expected an instant");
  }
}
