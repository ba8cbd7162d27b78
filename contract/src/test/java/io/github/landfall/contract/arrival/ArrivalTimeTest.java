package io.github.landfall.contract.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTimeTest {

  private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

  @Test
  void timesOfMillisecondsAreReadAndWrittenAsInstantDoes() {
    new Random(1)
        .longs(100_000, YEAR_0, YEAR_10000)
        .mapToObj(Instant::ofEpochMilli)
        .forEach(
            time -> {
              assertThat(Instant.parse(ArrivalTime.text(time))).isEqualTo(time);
              assertThat(ArrivalTime.parse(ArrivalTime.text(time))).isEqualTo(time);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T16:05:01Z",
        "2024-02-29T23:59:59.999Z",
        "2026-11-23T16:05:01.123456789Z",
        "2026-11-23T24:00:00.000Z",
        "+12026-11-23T16:05:01Z"
      })
  void otherFormsAreReadAndWrittenAsInstantDoes(String text) {
    Instant time = Instant.parse(text);
    assertThat(ArrivalTime.parse(text)).isEqualTo(time);
    assertThat(Instant.parse(ArrivalTime.text(time))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-29T16:05:01.123Z",
        "2026-13-01T16:05:01.123Z",
        "2026-11-23T25:05:01.123Z",
        "2026-11-23T16:60:01.123Z",
        "2026-11-23T16:05:61.123Z"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> ArrivalTime.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
