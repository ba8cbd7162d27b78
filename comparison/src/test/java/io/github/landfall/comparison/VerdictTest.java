package io.github.landfall.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static final Instant COPIED = Instant.parse("2026-11-23T16:05:00Z");

  @ParameterizedTest
  @CsvSource({
    "5, 5, -PT61S, false, SAME",
    "5, 5, -PT60S, false, SAME",
    "5, 5, -PT59S, false, NEWER_AT_SOURCE",
    "5, 5, PT0S, false, NEWER_AT_SOURCE",
    "5, 5, PT1S, false, NEWER_AT_SOURCE",
    "5, 6, -PT1H, false, SIZE_DIFFERS",
    "5, 6, PT1H, false, SIZE_DIFFERS",
    "5, 5, -PT1H, true, SAME",
    "5, 6, -PT1H, true, NOT_COPYABLE",
    "5, 5, PT1H, true, NOT_COPYABLE"
  })
  void sizeAndTimesDecide(
      long atSource, long landed, Duration modifiedAfterCopy, boolean archived, Verdict verdict) {
    Listed source = new Listed("a", atSource, COPIED.plus(modifiedAfterCopy), archived);
    assertThat(Verdict.of(source, new Listed("a", landed, COPIED, false))).isEqualTo(verdict);
  }

  @Test
  void whatIsArchivedCannotBeCopied() {
    assertThat(Verdict.ofMissing(new Listed("a", 1, COPIED, true))).isEqualTo(Verdict.NOT_COPYABLE);
    assertThat(Verdict.ofMissing(new Listed("a", 1, COPIED, false))).isEqualTo(Verdict.MISSING);
  }
}
