package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets instances that put objects give them an ACL, too. Versions before 2.6.7 forgot that, though
 * their workers always send one.
 */
final class ObjectAcl implements Rewrite {

  private static final String PUT = "s3:PutObject";
  private static final String PUT_ACL = "s3:PutObjectAcl";

  /**
   * A statement of a role's policies.
   *
   * @param json its content
   * @param resource the id of the resource that holds it
   */
  private record Statement(ObjectNode json, String resource) {}

  @Override
  public void apply(ObjectNode template, Findings findings) {
    for (String role : rolesOfInstances(template)) {
      List<Statement> statements = statements(template, role);
      if (statements.stream().anyMatch(statement -> allows(statement.json(), PUT_ACL))) {
        continue;
      }
      for (Statement statement : statements) {
        if (allows(statement.json(), PUT)) {
          allowAcl(statement.json());
          findings.changed(
              "%s lets instances that put objects give them an ACL: it allows %s beside %s"
                  .formatted(statement.resource(), PUT_ACL, PUT));
        }
      }
    }
  }

  private static Set<String> rolesOfInstances(ObjectNode template) {
    Set<String> roles = new TreeSet<>();
    for (JsonNode resource : template.path("Resources")) {
      if (resource.path("Type").asText().equals("AWS::IAM::InstanceProfile")) {
        resource.at("/Properties/Roles").forEach(role -> roles.add(role.path("Ref").asText()));
      }
    }
    return roles;
  }

  /** The statements of a role, its own and those of its policies. */
  private static List<Statement> statements(ObjectNode template, String role) {
    List<Statement> statements = new ArrayList<>();
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      JsonNode properties = resource.getValue().path("Properties");
      Stream<JsonNode> documents =
          resource.getKey().equals(role)
              ? elements(properties.path("Policies")).map(policy -> policy.path("PolicyDocument"))
              : elements(properties.path("Roles"))
                  .filter(attached -> attached.path("Ref").asText().equals(role))
                  .map(attached -> properties.path("PolicyDocument"));
      documents
          .flatMap(document -> elements(document.path("Statement")))
          .filter(ObjectNode.class::isInstance)
          .map(statement -> new Statement((ObjectNode) statement, resource.getKey()))
          .forEach(statements::add);
    }
    return statements;
  }

  private static boolean allows(ObjectNode statement, String action) {
    return statement.path("Effect").asText().equals("Allow")
        && elements(statement.path("Action"))
            .anyMatch(allowed -> matches(allowed.asText(), action));
  }

  /**
   * Tells whether an action is one that a policy names.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">Action</a>
   */
  private static boolean matches(String named, String action) {
    String pattern =
        named
            .chars()
            .mapToObj(
                character ->
                    switch (character) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(character));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }

  private static void allowAcl(ObjectNode statement) {
    if (statement.path("Action") instanceof ArrayNode actions) {
      actions.add(PUT_ACL);
    } else {
      String only = statement.path("Action").asText();
      statement.putArray("Action").add(only).add(PUT_ACL);
    }
  }

  /** IAM takes one element for a list of one. */
  private static Stream<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode()) {
      return Stream.of();
    }
    return node instanceof ArrayNode list ? list.valueStream() : Stream.of(node);
  }
}
