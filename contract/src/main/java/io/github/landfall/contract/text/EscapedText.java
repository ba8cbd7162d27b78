package io.github.landfall.contract.text;

import java.util.Locale;

/**
 * Text from elsewhere, such as an object's key, as it may be shown on a terminal or in a mail.
 *
 * <p>A key may hold any character. Some move the cursor, begin a line, colour the screen or reverse
 * the reading order; these are written as Java would write them, and so is the backslash, so that
 * each text looks different.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming
 *     objects</a>
 */
public final class EscapedText {

  private EscapedText() {}

  /** The text, with what can't be seen, or steers a terminal, made visible. */
  public static String of(String text) {
    if (text.codePoints().allMatch(EscapedText::isPlain)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.codePoints().forEach(c -> append(visible, c));
    return visible.toString();
  }

  private static void append(StringBuilder visible, int c) {
    switch (c) {
      case '\\' -> visible.append("\\\\");
      case '\n' -> visible.append("\\n");
      case '\r' -> visible.append("\\r");
      case '\t' -> visible.append("\\t");
      default -> {
        if (isPlain(c)) {
          visible.appendCodePoint(c);
        } else {
          for (char unit : Character.toChars(c)) {
            visible.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
          }
        }
      }
    }
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> c != '\\';
    };
  }
}
