package io.github.landfall.tools.transfers;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the time from which on somebody wants to see something, as people write it. */
public final class Since {

  /** What is understood, for help and errors. */
  public static final String EXPECTED =
      "2026-11-23T00:05:00Z, 2026-11-23T00:05, 2026-11-23, an age such as 90m, 24h, 7d, or PT36H";

  private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([smhdw])");

  private Since() {}

  /**
   * Reads a time.
   *
   * @param text a time with an offset or {@code Z}; a local time or date (its first moment); or an
   *     age: a number and one of {@code s m h d w}, or an ISO 8601 duration, where a day has 24
   *     hours
   * @param now what ages are counted from
   * @param zone the zone of local times and dates
   * @throws IllegalArgumentException if it is none of them; the message says what was expected
   */
  public static Instant parse(String text, Instant now, ZoneId zone) {
    return Stream.<Function<String, Instant>>of(
            written -> OffsetDateTime.parse(written).toInstant(),
            written -> LocalDateTime.parse(written).atZone(zone).toInstant(),
            written -> LocalDate.parse(written).atStartOfDay(zone).toInstant(),
            written -> now.minus(age(written)))
        .flatMap(reading -> read(reading, text).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("«" + text + "»: expected " + EXPECTED));
  }

  private static Optional<Instant> read(Function<String, Instant> reading, String text) {
    try {
      return Optional.of(reading.apply(text));
    } catch (DateTimeException | ArithmeticException e) {
      // Not written in this way; another may fit.
      return Optional.empty();
    }
  }

  private static Duration age(String text) {
    Matcher written = AGE.matcher(text.toLowerCase(Locale.ROOT));
    if (!written.matches()) {
      Duration age = Duration.parse(text);
      if (age.isNegative()) {
        throw new DateTimeException("an age is not negative");
      }
      return age;
    }
    long number = Long.parseLong(written.group(1));
    return switch (written.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
