package io.github.landfall.contract.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** Texts in one language, from a file of properties in UTF-8: a {@link MessageFormat} for each. */
public final class TextBundle {

  /** Numbers look the same in all languages: 1,204. */
  private static final Locale NUMBERS = Locale.ENGLISH;

  private final String file;
  private final Properties formats = new Properties();

  /**
   * Reads a file.
   *
   * @param beside the class that the file lies beside
   * @param file its name
   * @throws IllegalArgumentException if there is none
   * @throws UncheckedIOException if it can't be read
   */
  public TextBundle(Class<?> beside, String file) {
    this.file = file;
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there are no texts " + file);
      }
      formats.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * A text with its arguments.
   *
   * @throws IllegalArgumentException if there is no text of that name
   */
  public String of(String name, Object... arguments) {
    String format = formats.getProperty(name);
    if (format == null) {
      throw new IllegalArgumentException("there is no text " + name + " in " + file);
    }
    return new MessageFormat(format, NUMBERS).format(arguments);
  }
}
