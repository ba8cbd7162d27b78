package io.github.landfall.refresh.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Lets JSON stand within a page's {@code <script>}: no text in it can end the element, or begin a
 * comment in it.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements">Restrictions
 *     for contents of script elements</a>
 */
final class ScriptEscapes extends CharacterEscapes {

  private static final long serialVersionUID = 1;

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] codes = standardAsciiEscapesForJSON();
    codes['<'] = ESCAPE_STANDARD;
    codes['>'] = ESCAPE_STANDARD;
    codes['&'] = ESCAPE_STANDARD;
    return codes;
  }

  /** The two ends of a line that JSON knows not, but older JavaScript does. */
  @Override
  public SerializableString getEscapeSequence(int c) {
    return switch (c) {
      case 0x2028 -> new SerializedString("\\u2028");
      case 0x2029 -> new SerializedString("\\u2029");
      default -> null;
    };
  }
}
