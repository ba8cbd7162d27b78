package io.github.landfall.contract.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers what an item holds. What is null is left out. */
final class ItemValues {

  private final Map<String, Object> values = new LinkedHashMap<>();

  ItemValues put(String name, Object value) {
    if (value != null) {
      values.put(name, plain(value));
    }
    return this;
  }

  <T> ItemValues part(String name, T value, Function<T, Map<String, Object>> form) {
    return put(name, value == null ? null : form.apply(value));
  }

  <T> ItemValues parts(String name, List<T> list, Function<T, Map<String, Object>> form) {
    return put(name, list == null ? null : list.stream().map(form).toList());
  }

  Map<String, Object> map() {
    return values;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((name, member) -> plain.put(name, plain(member)));
      return plain;
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    return value instanceof Instant || value instanceof Enum<?> ? value.toString() : value;
  }
}
