package io.github.landfall.chat.robot;

import java.util.List;

/**
 * A message in the markdown of WeCom and DingTalk, in which nothing that a partner named is markup.
 *
 * <p>Neither product says that a backslash escapes. So characters that could begin a heading, a
 * quotation, a link, code, a colour, emphasis or a mention ({@code <@user>}) are shown as their
 * wide sisters, such as {@code ＜}.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">Robots of WeCom:
 *     markdown</a>
 */
final class Markdown {

  private static final String MARKUP = "*`[]<>#@";

  private Markdown() {}

  /**
   * The text: the title as a heading, a line each.
   *
   * @param separator what stands between two lines
   * @param room how many bytes the text may have
   */
  static String of(ChatMessage message, String separator, int room) {
    ChatMessage plain =
        new ChatMessage(
            "### " + plain(message.title()),
            message.lines().stream().map(Markdown::plain).toList(),
            message.ending().stream().map(Markdown::plain).toList());
    List<String> lines =
        Lines.fitting(plain, room, line -> Lines.bytes(line) + Lines.bytes(separator));
    return String.join(separator, lines);
  }

  /** A line that shows what it says. */
  static String plain(String line) {
    int[] characters = line.codePoints().toArray();
    // One alone emphasizes nothing, such as the one in the path of a report, which people copy.
    boolean emphasis = line.chars().filter(c -> c == '_').count() > 1;
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      boolean inWord = isWord(characters, i - 1) && isWord(characters, i + 1);
      boolean markup = c == '_' ? emphasis && !inWord : MARKUP.indexOf(c) >= 0;
      plain.appendCodePoint(markup ? wide(c) : c);
    }
    return plain.toString();
  }

  private static boolean isWord(int[] characters, int i) {
    return i >= 0 && i < characters.length && Character.isLetterOrDigit(characters[i]);
  }

  /** ASCII from ! to ~ comes again as wide characters, in the same order. */
  private static int wide(int c) {
    return c - '!' + '！';
  }
}
