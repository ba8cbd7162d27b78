package io.github.landfall.localaws.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A condition of a statement.
 *
 * @param operator how it compares
 * @param key the condition key
 * @param values what the call's value is compared to; one that fits is enough
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
record Condition(String operator, String key, List<String> values) {

  private static final List<String> OPERATORS =
      List.of("StringEquals", "StringLike", "ArnEquals", "ArnLike");

  Condition {
    if (!OPERATORS.contains(operator)) {
      throw new IllegalArgumentException(
          "the rehearsal does not know the condition operator %s of %s, only %s"
              .formatted(operator, key, OPERATORS));
    }
  }

  static List<Condition> of(JsonNode conditions) {
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        all.add(new Condition(operator.getKey(), key.getKey(), RolePolicy.texts(key.getValue())));
      }
    }
    return all;
  }

  /** Whether it holds; it does not for a call that has no such key. */
  boolean holds(Access access) {
    String found = access.context().get(key);
    return found != null && values.stream().anyMatch(value -> fits(value, found));
  }

  private boolean fits(String value, String found) {
    return switch (operator) {
      case "StringEquals" -> value.equals(found);
      case "StringLike" -> Wildcards.match(value, found);
      default -> Wildcards.matchArn(value, found);
    };
  }
}
