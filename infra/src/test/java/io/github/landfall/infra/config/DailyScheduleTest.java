package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyScheduleTest {

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @CsvSource({
    "00:00, Asia/Shanghai, 0 16 * * ? *",
    "08:00, Asia/Shanghai, 0 0 * * ? *",
    "23:45, Asia/Shanghai, 45 15 * * ? *",
    "00:00, Asia/Kolkata, 30 18 * * ? *",
    "22:30, America/Bogota, 30 3 * * ? *",
    "06:05, UTC, 5 6 * * ? *",
  })
  void theTransferStartsAtTheLocalTime(String time, String zone, String cron) {
    assertThat(new DailySchedule(LocalTime.parse(time), ZoneId.of(zone)).cron()).isEqualTo(cron);
  }

  @Test
  void aZoneWhoseClocksChangeCanNotBeFollowed() {
    Instant now = Instant.parse("2026-11-23T00:00:00Z");

    assertThat(DailySchedule.follows(ZoneId.of("Europe/Berlin"), now)).isFalse();
    assertThat(DailySchedule.follows(ZoneId.of("America/Los_Angeles"), now)).isFalse();
  }

  @Test
  void aZoneWhoseClocksChangedLongAgoCanBeFollowed() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");

    assertThat(DailySchedule.follows(shanghai, Instant.parse("2026-11-23T00:00:00Z"))).isTrue();
    assertThat(DailySchedule.follows(shanghai, Instant.parse("1988-01-01T00:00:00Z"))).isFalse();
  }
}
