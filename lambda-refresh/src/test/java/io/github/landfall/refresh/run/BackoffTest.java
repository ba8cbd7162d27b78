package io.github.landfall.refresh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Instant SINCE = Instant.EPOCH;

  @ParameterizedTest
  @CsvSource({"PT0S,PT1M", "PT10M,PT1M", "PT50M,PT5M", "PT150M,PT15M", "P9D,PT15M"})
  void waitsATenthOfTheTimeSoFar(Duration waited, Duration wait) {
    assertThat(Backoff.after(SINCE, SINCE.plus(waited))).isEqualTo(wait);
  }

  @Test
  void tenDaysOfWaitingStayBelowTheQueuesThousandReceives() {
    Instant now = SINCE;
    int receives = 0;
    while (now.isBefore(SINCE.plus(Duration.ofDays(10)))) {
      now = now.plus(Backoff.after(SINCE, now));
      receives++;
    }
    assertThat(receives).isLessThan(1000);
  }
}
