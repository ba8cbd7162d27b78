package io.github.landfall.contract.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a mail whose lines stay lines.
 *
 * <p>Outlook joins the lines of a plain text mail, as it is set up by default: a line of some
 * length and the line after it, unless the first ends with a punctuation mark or three blanks.
 * Figures and file names would run together.
 *
 * @see <a
 *     href="https://support.microsoft.com/en-us/office/line-breaks-are-removed-in-posts-made-in-plain-text-format-in-outlook-2006d77f-40bc-4224-8e5a-6db87af84b83">Line
 *     breaks are removed in plain text format in Outlook</a>
 */
public final class MailText {

  private static final String KEEPS_THE_BREAK = "   ";

  private MailText() {}

  /**
   * The text of these lines.
   *
   * @param text lines, each ended by a line feed but the last
   * @return the same; a line that another follows ends with three blanks, unless one of the two is
   *     empty
   */
  public static String of(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (!lines.get(i).isEmpty() && !lines.get(i + 1).isEmpty()) {
        lines.set(i, lines.get(i) + KEEPS_THE_BREAK);
      }
    }
    return String.join("\n", lines);
  }
}
