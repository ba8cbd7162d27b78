package io.github.landfall.tools.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {

  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T00:05:01Z, 2026-11-23T00:05:01Z",
    "2026-11-23T00:05:01+02:00, 2026-11-22T22:05:01Z",
    "2026-11-23T00:05Z, 2026-11-23T00:05:00Z",
    "2026-11-23T00:05, 2026-11-22T16:05:00Z",
    "2026-11-23T00:05:01, 2026-11-22T16:05:01Z",
    "2026-11-23, 2026-11-22T16:00:00Z",
    "30s, 2026-11-24T03:59:30Z",
    "90m, 2026-11-24T02:30:00Z",
    "24h, 2026-11-23T04:00:00Z",
    "7d, 2026-11-17T04:00:00Z",
    "2W, 2026-11-10T04:00:00Z",
    "PT36H, 2026-11-22T16:00:00Z",
    "P1DT12H, 2026-11-22T16:00:00Z"
  })
  void timeIsUnderstoodAsPeopleWriteIt(String text, Instant expected) {
    assertThat(Since.parse(text, NOW, SHANGHAI)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "23/11/2026",
        "-24h",
        "PT-1H",
        "24",
        "1y",
        "P1M",
        "9999999w",
        "99999999999d"
      })
  void whatIsNoTimeIsRefusedWithWhatIsExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Since.parse(text, NOW, SHANGHAI))
        .withMessageContaining("«" + text + "»")
        .withMessageContaining("2026-11-23")
        .withMessageContaining("24h");
  }
}
