package io.github.landfall.localaws.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    "0 16 * * ? *,        2026-11-22T16:00:40Z, true",
    "0 16 * * ? *,        2026-11-22T16:01:00Z, false",
    "0 16 * * ? *,        2026-11-22T17:00:00Z, false",
    "0/60 * * * ? *,      2026-11-22T17:00:00Z, true",
    "0/60 * * * ? *,      2026-11-22T17:30:00Z, false",
    "'5,35 8-10 ? * * *', 2026-11-22T10:35:00Z, true",
    "'5,35 8-10 ? * * *', 2026-11-22T11:35:00Z, false",
    "*/20 * * * ? *,      2026-11-22T11:40:00Z, true",
  })
  void theFinderStartsAtItsMinute(String expression, Instant time, boolean fires) {
    CronSchedule schedule = new CronSchedule(expression);

    assertThat(schedule.firesAt(time)).isEqualTo(fires);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cron(0 16 * * ? *), minutes 'cron(0'",
    "0 16 * * ?,         six fields",
    "60 16 * * ? *,      must lie in 0-59",
    "0 24 * * ? *,       must lie in 0-23",
    "0/0 16 * * ? *,     must lie in 0-59",
    "0 16 1 * ? *,       1' is not rehearsed",
    "0 16 ? * MON *,     MON' is not rehearsed",
  })
  void aScheduleThatWouldRunAtOtherTimesIsRefused(String expression, String named) {
    assertThatThrownBy(() -> new CronSchedule(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expression)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource("0 16 * * ? *")
  void aDailyScheduleFiresOnceADay(String expression) {
    CronSchedule schedule = new CronSchedule(expression);
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");

    int fired = 0;
    for (int minute = 0; minute < 1440; minute++) {
      fired += schedule.firesAt(midnight.plus(minute, ChronoUnit.MINUTES)) ? 1 : 0;
    }

    assertThat(fired).isEqualTo(1);
  }
}
