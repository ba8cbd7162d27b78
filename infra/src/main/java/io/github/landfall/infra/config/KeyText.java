package io.github.landfall.infra.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses text that is no key of an object, or the beginning of one: what it names would never be
 * found, and a transfer that finds nothing ends like one that had nothing to do.
 */
final class KeyText {

  /**
   * A way to write a key that is none.
   *
   * @param sign what betrays it
   * @param expected what is expected in its place, after "a key" or "a key prefix"
   */
  private record Mistake(Pattern sign, String expected) {}

  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake(
              Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://"),
              "alone, without scheme and bucket, such as shots/"),
          new Mistake(Pattern.compile("^arn:"), "alone, not an ARN, such as shots/"),
          new Mistake(Pattern.compile("^/"), "without a leading slash"),
          new Mistake(Pattern.compile("\\\\"), "with slashes, not backslashes, between folders"),
          new Mistake(
              Pattern.compile("\\*"), "without *, as all keys that begin with it are meant anyway"),
          new Mistake(
              Pattern.compile("(^|/)\\.{1,2}(/|$)"),
              "without the folders . and .., which keys don't have"),
          new Mistake(
              Pattern.compile("//"), "without an empty folder name, that is, two slashes in a row"),
          new Mistake(Pattern.compile("\\p{Cntrl}"), "without control characters"));

  private KeyText() {}

  /**
   * Tells what is expected in place of a text that can't be meant; empty for any other.
   *
   * @param text a key, or the beginning of one
   * @param noun what it is, for people
   */
  static Optional<String> expectedInsteadOf(String text, String noun) {
    return MISTAKES.stream()
        .filter(mistake -> mistake.sign().matcher(text).find())
        .map(mistake -> noun + " " + mistake.expected())
        .findFirst();
  }
}
