package io.github.landfall.infra.config;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A partner's source and the landing bucket are compared every week.
 *
 * @param day the day, in the zone
 * @param time the time of day, in minutes, in the zone
 * @param zone a zone for which {@link DailySchedule#follows} holds
 * @param source the partner's bucket
 * @param repair whether what a copy would mend is put into the transfer queue
 */
public record WeeklyComparison(
    DayOfWeek day, LocalTime time, ZoneId zone, Source source, boolean repair) {

  private static final String OFF = "off";

  /** By noon of a Sunday the night's transfer is over, and artists are at home. */
  private static final String DEFAULT = "SUN 12:00";

  private static final Pattern WHEN =
      Pattern.compile("off|(MON|TUE|WED|THU|FRI|SAT|SUN) ([01]\\d|2[0-3]):[0-5]\\d");

  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  /**
   * Reads {@code compare} and {@code repair}.
   *
   * @param source the partner's bucket; absent if nobody says what it is
   * @return nothing if it is off, or there is no source to compare with
   */
  static Optional<WeeklyComparison> of(Section partner, Optional<Source> source, ZoneId zone) {
    Optional<String> given =
        partner.optionalText("compare", WHEN, "a day and a time such as SUN 12:00, or off");
    boolean repair = partner.flag("repair");
    if (given.isPresent() && source.isEmpty()) {
      throw partner.wrong(
          "compare", "source beside it: it says what the landing bucket is held against");
    }
    String when = given.orElse(DEFAULT);
    if (when.equals(OFF) || source.isEmpty()) {
      if (repair) {
        throw partner.wrong("repair", "false, since nothing is compared");
      }
      return Optional.empty();
    }
    return Optional.of(
        new WeeklyComparison(
            DayOfWeek.of(DAYS.indexOf(when.substring(0, 3)) + 1),
            LocalTime.parse(when.substring(4)),
            zone,
            source.get(),
            repair));
  }

  /**
   * The schedule in UTC, as EventBridge takes it, for example {@code cron(0 4 ? * SUN *)} for noon
   * of a Sunday in Shanghai.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron
   *     expressions</a>
   */
  public String cron() {
    ZonedDateTime utc =
        LocalDate.now(zone)
            .with(TemporalAdjusters.next(day))
            .atTime(time)
            .atZone(zone)
            .withZoneSameInstant(ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "cron(%d %d ? * %s *)",
        utc.getMinute(),
        utc.getHour(),
        DAYS.get(utc.getDayOfWeek().getValue() - 1));
  }
}
