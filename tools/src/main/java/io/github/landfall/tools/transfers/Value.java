package io.github.landfall.tools.transfers;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item says under one attribute's name, whether or not it is what one expects there.
 *
 * @param text the value; a number as DynamoDB writes it
 * @param number whether it is a number in the table
 */
public record Value(String text, boolean number) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  /** The first second of the year 10000: what lies beyond is no time of a transfer. */
  private static final long TIMES_END = 253_402_300_800L;

  static Value of(AttributeValue attribute) {
    return switch (attribute.type()) {
      case S -> new Value(attribute.s(), false);
      case N -> new Value(attribute.n(), true);
      // DTH writes no others; whatever somebody put there is shown.
      default -> new Value(attribute.toString(), false);
    };
  }

  /** The whole number that this is, if it is one. */
  public OptionalLong wholeNumber() {
    return number && WHOLE_NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** The size that this is, in bytes, if it is one. */
  public OptionalLong bytes() {
    return wholeNumber().stream().filter(bytes -> bytes >= 0).findFirst();
  }

  /** The time that this is in seconds since 1970, if it is one. */
  public Optional<Instant> time() {
    return wholeNumber().stream()
        .filter(seconds -> seconds >= 0 && seconds < TIMES_END)
        .mapToObj(Instant::ofEpochSecond)
        .findFirst();
  }
}
