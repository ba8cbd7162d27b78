package io.github.landfall.contract.text;

import java.util.List;
import java.util.Locale;

/** Sizes as people read them. */
public final class ByteSize {

  private static final List<String> BINARY = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final List<String> DECIMAL = List.of("kB", "MB", "GB", "TB", "PB", "EB");

  private ByteSize() {}

  /**
   * A size in the largest binary unit of which it has one, to one decimal place: {@code 512 B},
   * {@code 1.5 MiB}.
   *
   * @param bytes 0 or more
   */
  public static String of(long bytes) {
    return of(bytes, 1024, BINARY);
  }

  /**
   * A size in the largest decimal unit of which it has one, to one decimal place, as disks and
   * deliveries are counted: {@code 512 B}, {@code 1.5 TB}.
   *
   * @param bytes 0 or more
   */
  public static String decimal(long bytes) {
    return of(bytes, 1000, DECIMAL);
  }

  private static String of(long bytes, int step, List<String> units) {
    if (bytes < step) {
      return bytes + " B";
    }
    double size = (double) bytes / step;
    int unit = 0;
    // Rounding must not make 1024.0, or 1000.0, of a unit.
    while (size >= step - 0.05) {
      size /= step;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, units.get(unit));
  }
}
