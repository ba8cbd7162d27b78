package io.github.landfall.contract.arrival;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads and writes times in the one form that S3 uses, {@code 2026-11-23T16:05:01.123Z}. A night
 * brings millions of them, and {@link Instant} takes as long for one as for the rest of an event.
 */
public final class ArrivalTime {

  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final int SECONDS_A_DAY = 86_400;
  private static final int NANOS_A_MILLI = 1_000_000;

  private ArrivalTime() {}

  /**
   * Reads a time, also in another of the forms that {@link Instant#parse} knows.
   *
   * @throws java.time.DateTimeException if it is none
   */
  public static Instant parse(String text) {
    if (!inForm(text)) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    return Instant.ofEpochSecond(
        day * SECONDS_A_DAY + (hour * 60L + minute) * 60 + second,
        (long) number(text, 20, 23) * NANOS_A_MILLI);
  }

  /** Writes a time so that {@link #parse} and {@link Instant#parse} read the same. */
  static String text(Instant time) {
    int millis = time.getNano() / NANOS_A_MILLI;
    LocalDate date =
        LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), (long) SECONDS_A_DAY));
    if (millis * NANOS_A_MILLI != time.getNano() || date.getYear() < 0 || date.getYear() > 9999) {
      return time.toString();
    }
    int second = Math.floorMod(time.getEpochSecond(), SECONDS_A_DAY);
    char[] text = FORM.toCharArray();
    write(text, 4, date.getYear());
    write(text, 7, date.getMonthValue());
    write(text, 10, date.getDayOfMonth());
    write(text, 13, second / 3600);
    write(text, 16, second / 60 % 60);
    write(text, 19, second % 60);
    write(text, 23, millis);
    return new String(text);
  }

  private static boolean inForm(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int at = 0; at < FORM.length(); at++) {
      char found = text.charAt(at);
      char form = FORM.charAt(at);
      if (form == '0' ? found < '0' || found > '9' : found != form) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = number * 10 + text.charAt(at) - '0';
    }
    return number;
  }

  /** Writes a number's digits so that the last one lies before {@code end}. */
  private static void write(char[] text, int end, int number) {
    int at = end;
    for (int rest = number; rest > 0; rest /= 10) {
      text[--at] = (char) ('0' + rest % 10);
    }
  }
}
