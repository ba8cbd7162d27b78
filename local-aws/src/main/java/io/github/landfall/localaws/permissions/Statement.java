package io.github.landfall.localaws.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A statement that allows something.
 *
 * @param sid its name
 * @param actions the actions, with wildcards
 * @param resources the resources, with wildcards
 * @param conditions what must hold beside, all of it
 */
record Statement(
    String sid, List<String> actions, List<String> resources, List<Condition> conditions) {

  private static final Set<String> MEMBERS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException if it does anything else than to allow
   */
  static Statement of(JsonNode statement) {
    for (Map.Entry<String, JsonNode> member : statement.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw unknown(member.getKey(), statement);
      }
    }
    if (!statement.required("Effect").asText().equals("Allow")) {
      throw unknown("the effect " + statement.get("Effect"), statement);
    }
    if (statement.toString().contains("${")) {
      throw unknown("policy variables", statement);
    }
    return new Statement(
        statement.path("Sid").asText(),
        RolePolicy.texts(statement.required("Action")),
        RolePolicy.texts(statement.required("Resource")),
        Condition.of(statement.path("Condition")));
  }

  private static IllegalArgumentException unknown(String what, JsonNode statement) {
    return new IllegalArgumentException(
        "the rehearsal does not know %s in a role's statement: %s".formatted(what, statement));
  }

  /** The actions of the statement that allow a call; none if it does not. */
  Stream<String> allowing(Access access) {
    return resources.stream().anyMatch(resource -> Wildcards.match(resource, access.resource()))
            && conditions.stream().allMatch(condition -> condition.holds(access))
        ? actions.stream().filter(action -> names(action, access.action()))
        : Stream.empty();
  }

  /** The case of an action does not matter. */
  private static boolean names(String pattern, String action) {
    return Wildcards.match(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }
}
