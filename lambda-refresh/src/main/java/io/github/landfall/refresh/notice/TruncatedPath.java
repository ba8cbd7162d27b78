package io.github.landfall.refresh.notice;

import io.github.landfall.contract.text.EscapedText;
import java.util.List;

/**
 * The path of a folder or an object, as a line on a phone has room for it.
 *
 * <p>A long one is cut in the middle: people know where a show lies, and look for its end. The last
 * two levels are kept whole where they fit, and the first one too.
 */
final class TruncatedPath {

  /** How many characters a line has room for. */
  static final int MAX_LENGTH = 40;

  private static final String CUT = "…";

  private TruncatedPath() {}

  /** The path, on one line whatever it holds, and cut if it is long. */
  static String of(String path) {
    String whole = EscapedText.of(path);
    if (length(whole) <= MAX_LENGTH) {
      return whole;
    }
    List<String> levels = List.of(whole.split("/", -1));
    int count = levels.size();
    if (count == 1) {
      return cut(whole, MAX_LENGTH);
    }
    String parent = levels.get(count - 2);
    String last = levels.get(count - 1);
    String ends = levels.get(0) + "/" + CUT + "/" + parent + "/" + last;
    if (count > 3 && length(ends) <= MAX_LENGTH) {
      return ends;
    }
    String before = count > 2 ? CUT + "/" : "";
    int room = MAX_LENGTH - before.length() - 1;
    String end = cut(last, Math.max(room / 2, room - length(parent)));
    return before + cut(parent, room - length(end)) + "/" + end;
  }

  /** Keeps a bit more of the end, where numbers and extensions are. */
  private static String cut(String text, int room) {
    int length = length(text);
    if (length <= room) {
      return text;
    }
    int[] characters = text.codePoints().toArray();
    int head = (room - 1) / 3;
    int tail = room - 1 - head;
    return new String(characters, 0, head) + CUT + new String(characters, length - tail, tail);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
