package io.github.landfall.infra.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One JSON object of the configuration, which knows its key path and its known keys. */
final class Section {

  private final String path;
  private final Map<?, ?> members;

  private Section(String path, Map<?, ?> members) {
    this.path = path;
    this.members = members;
  }

  /** Takes an object and refuses it at once when it has a key other than the known ones. */
  static Section of(Object value, String path, Set<String> known) {
    if (value == null) {
      throw ConfigurationException.missing(path, "an object");
    }
    if (!(value instanceof Map<?, ?> members)) {
      throw ConfigurationException.wrong(path, value, "an object");
    }
    for (Object key : members.keySet()) {
      if (!known.contains(key)) {
        throw ConfigurationException.unknownKey(path + "." + key, known);
      }
    }
    return new Section(path, members);
  }

  boolean has(String key) {
    return members.get(key) != null;
  }

  Section section(String key, Set<String> known) {
    return of(members.get(key), path(key), known);
  }

  String text(String key, Pattern pattern, String expected) {
    return optionalText(key, pattern, expected)
        .orElseThrow(() -> ConfigurationException.missing(path(key), expected));
  }

  Optional<String> optionalText(String key, Pattern pattern, String expected) {
    Object value = members.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(matching(path(key), value, pattern, expected));
  }

  String choice(String key, List<String> choices) {
    return optionalChoice(key, choices)
        .orElseThrow(() -> ConfigurationException.missing(path(key), oneOf(choices)));
  }

  String choice(String key, List<String> choices, String otherwise) {
    return optionalChoice(key, choices).orElse(otherwise);
  }

  int integer(String key, int otherwise, int least, int most) {
    Object value = members.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw wrong(key, "a whole number from %d to %d".formatted(least, most));
  }

  boolean flag(String key) {
    Object value = members.get(key);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "true or false");
  }

  /** Gives the list's elements, each unlike the others; a missing list is an empty one. */
  List<String> texts(String key, Pattern pattern, String expected) {
    List<String> texts = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Object element : list(key)) {
      String elementPath = "%s[%d]".formatted(path(key), texts.size());
      String text = matching(elementPath, element, pattern, expected);
      if (!seen.add(text)) {
        throw ConfigurationException.wrong(elementPath, text, "no element twice");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /** Gives the list's elements as objects; a missing list is an empty one. */
  List<Section> sections(String key, Set<String> known) {
    List<Section> sections = new ArrayList<>();
    for (Object element : list(key)) {
      sections.add(of(element, "%s[%d]".formatted(path(key), sections.size()), known));
    }
    return sections;
  }

  ConfigurationException wrong(String key, String expected) {
    Object value = members.get(key);
    return value == null
        ? ConfigurationException.missing(path(key), expected)
        : ConfigurationException.wrong(path(key), value, expected);
  }

  String path() {
    return path;
  }

  String path(String key) {
    return path + "." + key;
  }

  private List<?> list(String key) {
    Object value = members.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "a list");
  }

  private Optional<String> optionalChoice(String key, List<String> choices) {
    Object value = members.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && choices.contains(text)) {
      return Optional.of(text);
    }
    throw wrong(key, oneOf(choices));
  }

  private static String oneOf(List<String> choices) {
    return "one of " + String.join(", ", choices);
  }

  private static String matching(String path, Object value, Pattern pattern, String expected) {
    if (value instanceof String text && pattern.matcher(text).matches()) {
      return text;
    }
    throw ConfigurationException.wrong(path, value, expected);
  }
}
