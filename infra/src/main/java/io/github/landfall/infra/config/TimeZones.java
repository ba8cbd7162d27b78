package io.github.landfall.infra.config;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Reads a time zone whose clocks stay as they are, by a name that says what it seems to say. */
final class TimeZones {

  private static final Pattern ANY = Pattern.compile(".*");

  private static final String EXPECTED =
      "an IANA time zone without daylight saving, such as Asia/Shanghai";

  /** Names of POSIX: {@code Etc/GMT-8} is eight hours <em>ahead</em> of Greenwich. */
  private static final Pattern REVERSED = Pattern.compile("Etc/GMT[+-]\\d{1,2}");

  /** What Java takes for a zone and IANA has no name for. */
  private static final Pattern OFFSET = Pattern.compile("(UTC|GMT|UT)?[+-]\\d.*");

  private TimeZones() {}

  /**
   * Reads a zone.
   *
   * @see <a href="https://data.iana.org/time-zones/tz-link.html">the names</a>
   */
  static ZoneId of(Section section, String key) {
    String name = section.text(key, ANY, EXPECTED);
    if (REVERSED.matcher(name).matches()) {
      throw section.wrong(
          key,
          EXPECTED
              + " (Etc/GMT+8 is eight hours behind UTC and Etc/GMT-8 eight hours ahead, the reverse of what people mean)");
    }
    if (OFFSET.matcher(name).matches()) {
      throw section.wrong(key, EXPECTED + " (an offset is no zone)");
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw section.wrong(key, EXPECTED);
    }
    ZoneId zone = ZoneId.of(name);
    if (!DailySchedule.follows(zone, Instant.now())) {
      throw section.wrong(key, EXPECTED + " (schedules are in UTC and can't follow it)");
    }
    return zone;
  }
}
