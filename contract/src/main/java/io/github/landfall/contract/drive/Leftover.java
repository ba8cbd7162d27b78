package io.github.landfall.contract.drive;

import java.util.Locale;
import java.util.Set;

/**
 * Files that macOS and Windows leave behind in folders, and that nobody means to deliver: {@code
 * ._*}, {@code .DS_Store}, {@code Thumbs.db}, {@code desktop.ini}.
 */
public final class Leftover {

  private static final Set<String> NAMES = Set.of(".ds_store", "thumbs.db", "desktop.ini");

  private Leftover() {}

  /** Whether an object is one, by its name. */
  public static boolean is(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return name.startsWith("._") || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
