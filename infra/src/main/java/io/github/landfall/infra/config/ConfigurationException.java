package io.github.landfall.infra.config;

import java.util.Collection;
import java.util.TreeSet;

/** Says in one line which value is wrong, what was found and what was expected. */
public final class ConfigurationException extends RuntimeException {

  /**
   * Makes an exception with a message of its own.
   *
   * @param message one line that begins with the place of the mistake
   */
  public ConfigurationException(String message) {
    super(message);
  }

  static ConfigurationException missing(String path, String expected) {
    return new ConfigurationException("%s: missing, expected %s".formatted(path, expected));
  }

  static ConfigurationException wrong(String path, Object found, String expected) {
    String shown = found instanceof String text ? '"' + text + '"' : String.valueOf(found);
    return new ConfigurationException("%s: found %s, expected %s".formatted(path, shown, expected));
  }

  static ConfigurationException unknownKey(String path, Collection<String> known) {
    return new ConfigurationException(
        "%s: unknown key, known here: %s".formatted(path, String.join(", ", new TreeSet<>(known))));
  }
}
