package io.github.landfall.localaws.drive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The name under which Samba shows a file or folder to clients of Windows: its own, or, where
 * Windows takes no such name, one of eight characters and three that Samba invents.
 *
 * <p>The form is Samba's ({@code CSHOFG~F}, {@code FRN33P~M.EXR}), as seen on a share of version
 * 4.17; the characters are not.
 *
 * @see <a
 *     href="https://www.samba.org/samba/docs/current/man-html/smb.conf.5.html#NAMEMANGLING">Name
 *     mangling</a>
 */
final class MangledName {

  private static final Pattern REFUSED =
      Pattern.compile(
          // Characters; a dot or a blank at the end; names of devices, fewer than Windows has.
          ".*[<>:\"|?*\\\\\\x00-\\x1f].*|.*[. ]"
              + "|(?i:con|prn|aux|nul|lock\\$|com[1-4]|lpt[1-3])(\\..*)?",
          Pattern.DOTALL);

  private static final Pattern SHORT_EXTENSION = Pattern.compile("[A-Za-z0-9_-]{1,3}");
  private static final int DIGITS = 36;
  private static final int HASHED = 36 * 36 * 36 * 36 * 36;

  private MangledName() {}

  /** The name that is shown. */
  static String of(String name) {
    return REFUSED.matcher(name).matches() ? invented(name) : name;
  }

  private static String invented(String name) {
    int dot = name.lastIndexOf('.');
    String extension =
        dot >= 0 && SHORT_EXTENSION.matcher(name.substring(dot + 1)).matches()
            ? name.substring(dot)
            : "";
    char first = Character.toUpperCase(name.charAt(0));
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    String digits =
        Integer.toString((int) (hash.getValue() % HASHED) + HASHED, DIGITS).substring(1);
    return ((first >= 'A' && first <= 'Z' ? first : '_')
            + digits
            + "~"
            + Long.toString(hash.getValue() / HASHED % DIGITS, DIGITS)
            + extension)
        .toUpperCase(Locale.ROOT);
  }
}
