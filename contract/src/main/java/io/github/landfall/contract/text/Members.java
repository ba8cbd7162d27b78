package io.github.landfall.contract.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an object, as {@link Json} reads them or an item's attributes hold them. A member
 * that is null is as good as absent.
 *
 * <p>Each method throws {@link IllegalArgumentException} if a member is of another kind; its
 * message names the member, what it is, and what was expected.
 *
 * @param path what leads to the object, for messages; empty for the outermost
 * @param values the members
 */
public record Members(String path, Map<String, Object> values) {

  /** The members of the outermost object; none if it is no object. */
  public static Members of(Object document) {
    return new Members("", document instanceof Map<?, ?> map ? strings(map) : Map.of());
  }

  /** Whether there is such a member. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A text, or a number as one; null if there is none. */
  public String text(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw refused(name, "a text");
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException also if there is none
   */
  public String requiredText(String name) {
    return required(name, text(name));
  }

  /** A time; null if there is none. */
  public Instant time(String name) {
    String text = text(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s is '%s'; expected a time such as 2026-11-23T00:05:13Z".formatted(of(name), text), e);
    }
  }

  /** A whole number; null if there is none. */
  public Long number(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    try {
      return new BigDecimal(value.toString()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw refused(name, "a whole number", e);
    }
  }

  /** A whole number; 0 if there is none. */
  public long count(String name) {
    Long number = number(name);
    return number == null ? 0 : number;
  }

  /** Whether something is so; false if nothing is said. */
  public boolean flag(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw refused(name, "true or false");
  }

  /** The members of an object; empty if there is none. */
  public Optional<Members> part(String name) {
    return Optional.ofNullable(values.get(name)).map(value -> part(name, value));
  }

  /** The objects of a list; null if there is no list. */
  public List<Members> parts(String name) {
    List<?> list = list(name);
    return list == null ? null : list.stream().map(value -> part(name, value)).toList();
  }

  /** The texts of a list; null if there is no list. */
  public List<String> texts(String name) {
    List<?> list = list(name);
    return list == null ? null : list.stream().map(Object::toString).toList();
  }

  /** What a message calls a member. */
  public String of(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /**
   * A member that has to be there.
   *
   * @throws IllegalArgumentException if it is null
   */
  public <T> T required(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(of(name) + " is missing");
    }
    return value;
  }

  private List<?> list(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof List<?>) {
      return (List<?>) value;
    }
    throw refused(name, "a list");
  }

  private Members part(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Members(of(name), strings(map));
    }
    throw refused(name, "an object");
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put((String) name, value));
    return members;
  }

  private IllegalArgumentException refused(String name, String expected) {
    return refused(name, expected, null);
  }

  private IllegalArgumentException refused(String name, String expected, Exception reason) {
    return new IllegalArgumentException(
        "%s is %s; expected %s".formatted(of(name), values.get(name), expected), reason);
  }
}
