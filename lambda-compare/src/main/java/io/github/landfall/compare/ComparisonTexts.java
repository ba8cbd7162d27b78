package io.github.landfall.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;

/** The texts of reports and notices in one language, from its bundle. */
final class ComparisonTexts {

  private final String tag;
  private final DateTimeFormatter times;
  private final Properties formats = new Properties();

  /**
   * @param tag the language's tag, {@code zh-CN} or {@code en}
   * @throws IllegalArgumentException if there is no such language
   */
  ComparisonTexts(String tag, ZoneId zone) {
    this.tag = tag;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    String bundle = "comparison_" + tag + ".properties";
    try (InputStream in = ComparisonTexts.class.getResourceAsStream(bundle)) {
      if (in == null) {
        throw new IllegalArgumentException("no such language: '" + tag + "'; expected zh-CN or en");
      }
      formats.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(bundle + " can't be read: " + e.getMessage(), e);
    }
  }

  String tag() {
    return tag;
  }

  /** A time on a clock on the wall. */
  String time(Instant time) {
    return times.format(time);
  }

  /** A text with its arguments. Numbers look the same in all languages: 1,204. */
  String of(String name, Object... arguments) {
    String format = formats.getProperty(name);
    if (format == null) {
      throw new IllegalArgumentException("no text " + name + " in " + tag);
    }
    return new MessageFormat(format, Locale.ENGLISH).format(arguments);
  }
}
