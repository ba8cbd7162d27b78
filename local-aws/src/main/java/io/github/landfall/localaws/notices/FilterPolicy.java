package io.github.landfall.localaws.notices;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which messages a subscription gets, by their attributes: each of the policy's attributes must
 * have one of its values, or be missing where {@code {"exists": false}} stands among them.
 *
 * @param accepted for each attribute, what is accepted
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html">Attribute
 *     key matching</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html">String value
 *     matching</a>
 */
record FilterPolicy(Map<String, Accepted> accepted) {

  /**
   * What is accepted of one attribute.
   *
   * @param values its values
   * @param missing whether it may be missing
   */
  record Accepted(List<String> values, boolean missing) {}

  /**
   * Reads a policy.
   *
   * @param policy the resolved property; missing for a subscription that gets everything
   * @throws IllegalArgumentException if it asks for anything but exact texts and absence
   */
  static FilterPolicy of(JsonNode policy) {
    Map<String, Accepted> accepted = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> attribute : policy.properties()) {
      List<String> values = new ArrayList<>();
      boolean missing = false;
      if (!attribute.getValue().isArray()) {
        throw notRehearsed(policy);
      }
      for (JsonNode value : attribute.getValue()) {
        if (value.isTextual()) {
          values.add(value.asText());
        } else if (value.toString().equals("{\"exists\":false}")) {
          missing = true;
        } else {
          throw notRehearsed(policy);
        }
      }
      accepted.put(attribute.getKey(), new Accepted(List.copyOf(values), missing));
    }
    return new FilterPolicy(accepted);
  }

  private static IllegalArgumentException notRehearsed(JsonNode policy) {
    return new IllegalArgumentException(
        "filter policy: only exact texts and {\"exists\": false} are rehearsed: " + policy);
  }

  /** Whether a message with these attributes gets through. */
  boolean accepts(Map<String, String> attributes) {
    return accepted.entrySet().stream()
        .allMatch(
            one ->
                attributes.containsKey(one.getKey())
                    ? one.getValue().values().contains(attributes.get(one.getKey()))
                    : one.getValue().missing());
  }
}
