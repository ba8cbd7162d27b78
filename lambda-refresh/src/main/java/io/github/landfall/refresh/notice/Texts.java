package io.github.landfall.refresh.notice;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/** The texts of notices in one language, from its bundle: a {@link MessageFormat} for each. */
final class Texts {

  /** Numbers look the same in all languages: 1,204. */
  private static final Locale NUMBERS = Locale.ENGLISH;

  private final Properties formats = new Properties();

  /**
   * Reads the bundle of a language.
   *
   * @throws UncheckedIOException if it can't be read
   */
  Texts(Language language) {
    String bundle = "notices_" + language.tag() + ".properties";
    try (InputStreamReader in =
        new InputStreamReader(Texts.class.getResourceAsStream(bundle), StandardCharsets.UTF_8)) {
      formats.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(bundle + " can't be read: " + e.getMessage(), e);
    }
  }

  /** A text with its arguments. */
  String of(Text text, Object... arguments) {
    return new MessageFormat(formats.getProperty(text.name()), NUMBERS).format(arguments);
  }

  /** A duration, as exact as people want it. */
  String of(Duration duration) {
    if (duration.toHours() == 0) {
      return of(Text.MINUTES, duration.toMinutesPart());
    }
    return duration.toDays() == 0
        ? of(Text.HOURS, duration.toHours(), duration.toMinutesPart())
        : of(Text.DAYS, duration.toDays(), duration.toHoursPart());
  }
}
