package io.github.landfall.contract;

import java.time.DateTimeException;
import java.util.Map;
import java.util.function.Function;

/** Reads a function's environment. */
public final class Variables {

  private Variables() {}

  /**
   * Reads a variable as it is.
   *
   * @throws IllegalArgumentException if it is missing or empty; the message names it
   */
  public static String read(Map<String, String> environment, String name) {
    return read(environment, name, Function.identity());
  }

  /**
   * Reads a variable.
   *
   * @param reader makes a value of its text
   * @throws IllegalArgumentException if it is missing or empty, or the reader does not take it; the
   *     message names it
   */
  public static <T> T read(
      Map<String, String> environment, String name, Function<String, T> reader) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    try {
      return reader.apply(value);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the environment variable %s is '%s': %s".formatted(name, value, e.getMessage()), e);
    }
  }
}
