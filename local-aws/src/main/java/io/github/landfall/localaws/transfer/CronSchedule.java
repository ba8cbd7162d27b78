package io.github.landfall.localaws.transfer;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EventBridge's six cron fields, as far as a daily or hourly schedule uses them: minutes and hours,
 * in UTC.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron
 *     expressions in EventBridge</a>
 */
final class CronSchedule {

  private static final Pattern PART =
      Pattern.compile(
          "(?:(?<all>\\*)|(?<from>[0-9]{1,2})(?:-(?<to>[0-9]{1,2}))?)(?:/(?<step>[0-9]{1,2}))?");

  private final BitSet minutes;
  private final BitSet hours;

  /**
   * Reads an expression.
   *
   * @param expression for example {@code 0 16 * * ? *}
   * @throws IllegalArgumentException naming the field that is wrong or not rehearsed
   */
  CronSchedule(String expression) {
    String[] fields = expression.trim().split(" +", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException(
          "schedule '" + expression + "': expected six fields, found " + fields.length);
    }
    this.minutes = field(expression, "minutes", fields[0], 59);
    this.hours = field(expression, "hours", fields[1], 23);
    for (int i = 2; i < fields.length; i++) {
      if (!fields[i].matches("[*?]")) {
        throw new IllegalArgumentException(
            "schedule '" + expression + "': '" + fields[i] + "' is not rehearsed, expected * or ?");
      }
    }
  }

  /** Whether the schedule fires in a time's minute. */
  boolean firesAt(Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    return minutes.get(utc.getMinute()) && hours.get(utc.getHour());
  }

  private static BitSet field(String expression, String name, String field, int last) {
    BitSet values = new BitSet();
    for (String text : field.split(",", -1)) {
      Matcher part = PART.matcher(text);
      if (!part.matches()) {
        throw new IllegalArgumentException(
            "schedule '" + expression + "': " + name + " '" + field + "' not understood");
      }
      int from = part.group("all") == null ? Integer.parseInt(part.group("from")) : 0;
      int step = part.group("step") == null ? 1 : Integer.parseInt(part.group("step"));
      boolean open = part.group("all") != null || part.group("step") != null;
      int to = part.group("to") != null ? Integer.parseInt(part.group("to")) : open ? last : from;
      if (from > last || to > last || from > to || step == 0) {
        throw new IllegalArgumentException(
            "schedule '" + expression + "': " + name + " '" + field + "' must lie in 0-" + last);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }
}
