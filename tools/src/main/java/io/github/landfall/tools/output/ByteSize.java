package io.github.landfall.tools.output;

import java.util.Locale;

/** Sizes as people read them. */
public final class ByteSize {

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private ByteSize() {}

  /**
   * A size in the largest unit of which it has one, to one decimal place: {@code 512 B}, {@code 1.5
   * MiB}.
   *
   * @param bytes 0 or more
   */
  public static String of(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double size = bytes / 1024.0;
    int unit = 0;
    // Rounding must not make 1024.0 of a unit.
    while (size >= 1023.95) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
