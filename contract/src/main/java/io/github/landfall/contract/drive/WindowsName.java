package io.github.landfall.contract.drive;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whether a Windows drive shows an object under its own name. Where it does not, the drive
 * shows another name, such as {@code A0GZZA~A.MOV}, or nothing.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file">Naming Files,
 *     Paths, and Namespaces</a>
 * @see <a
 *     href="https://learn.microsoft.com/en-us/windows/win32/fileio/maximum-file-path-limitation">Maximum
 *     Path Length Limitation</a>
 */
public final class WindowsName {

  /** Why a name is not shown. */
  public enum Problem {
    /** One of {@code < > : " | ? * \}. */
    FORBIDDEN_CHARACTER,
    /** A control character. */
    CONTROL_CHARACTER,
    /** A device's name, such as CON or LPT1, whatever follows its first dot. */
    RESERVED_NAME,
    /** A dot or a blank at the end of a file's or folder's name. */
    DOT_OR_BLANK_AT_THE_END,
    /** A file's or folder's name of more than 255 UTF-16 units. */
    NAME_TOO_LONG,
    /** No name between two slashes, or before the first. */
    EMPTY_NAME,
    /** {@code .} or {@code ..} as a name. */
    DOTS,
    /** With the drive's letter, a path of more than 259 UTF-16 units. */
    PATH_TOO_LONG,
    /** A name, its own or a folder's, that differs from another one in case alone. */
    DIFFERS_IN_CASE_ALONE,
    /** The name of a folder: only the folder shows. */
    SAME_NAME_AS_A_FOLDER;

    /** Its name in lists, in lower case with hyphens. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Windows takes 260 units with the drive's letter, the root's slash and a NUL at the end. */
  private static final int MAX_PATH = 260 - "Z:\\".length() - 1;

  private static final int MAX_NAME = 255;

  private static final int ASCII = 128;

  private static final boolean[] FORBIDDEN = new boolean[ASCII];

  static {
    "<>:\"|?*\\".chars().forEach(c -> FORBIDDEN[c] = true);
  }

  /** The digits 1 to 3 raised count as digits. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(con|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(\\..*)?", Pattern.DOTALL);

  private WindowsName() {}

  /**
   * Why an object is not shown under its name, as far as its key alone tells.
   *
   * @param key the object's key, as the drive shows the bucket; a slash at its end marks a folder
   * @return the first problem from the left; a path that is too long last; empty if there is none
   */
  public static Optional<Problem> problem(String key) {
    String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    boolean flawed = ofCharacters(path).isPresent();
    for (int from = 0, to; from <= path.length(); from = to + 1) {
      to = path.indexOf('/', from);
      to = to < 0 ? path.length() : to;
      Optional<Problem> problem = ofName(path.substring(from, to), flawed);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return path.length() > MAX_PATH ? Optional.of(Problem.PATH_TOO_LONG) : Optional.empty();
  }

  /** A name as Windows compares names: without regard to case. */
  public static String folded(String name) {
    if (isAscii(name)) {
      return name.toLowerCase(Locale.ROOT);
    }
    return name.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Optional<Problem> ofName(String name, boolean flawed) {
    if (name.isEmpty()) {
      return Optional.of(Problem.EMPTY_NAME);
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of(Problem.DOTS);
    }
    if (flawed) {
      Optional<Problem> problem = ofCharacters(name);
      if (problem.isPresent()) {
        return problem;
      }
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      return Optional.of(Problem.DOT_OR_BLANK_AT_THE_END);
    }
    if (mayBeReserved(name) && RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of(Problem.RESERVED_NAME);
    }
    return name.length() > MAX_NAME ? Optional.of(Problem.NAME_TOO_LONG) : Optional.empty();
  }

  /** Whether a name begins as one of the reserved ones: few do, and the pattern takes its time. */
  private static boolean mayBeReserved(String name) {
    return "cpanlCPANL".indexOf(name.charAt(0)) >= 0;
  }

  // Not by a stream or a pattern: these two run for every object of a night.
  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= ASCII) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Problem> ofCharacters(String path) {
    boolean control = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < ASCII && FORBIDDEN[c]) {
        return Optional.of(Problem.FORBIDDEN_CHARACTER);
      }
      control |= c < ' ';
    }
    return control ? Optional.of(Problem.CONTROL_CHARACTER) : Optional.empty();
  }
}
