package io.github.landfall.localaws.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a function's role allows by the policies that its template writes into it.
 *
 * <p>It knows what our roles use: statements that allow. Whatever else a policy says is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation</a>
 */
public final class RolePolicy {

  /**
   * One action that a statement allows.
   *
   * @param statement the statement's Sid
   * @param action the action
   */
  public record Grant(String statement, String action) {

    @Override
    public String toString() {
      return statement + " " + action;
    }
  }

  private final String role;
  private final List<Statement> statements;

  /**
   * Reads a role's policies.
   *
   * @param role the role's name, for messages
   * @param policies the role's property {@code Policies}
   * @throws IllegalArgumentException if a policy says something that this does not know
   */
  RolePolicy(String role, JsonNode policies) {
    this.role = role;
    List<Statement> all = new ArrayList<>();
    for (JsonNode policy : policies) {
      policy.at("/PolicyDocument/Statement").forEach(each -> all.add(Statement.of(each)));
    }
    this.statements = List.copyOf(all);
  }

  /** The policies of a function's role. */
  public static RolePolicy of(SynthesizedTemplate template, Resource function) {
    String arn = function.properties().required("Role").asText();
    return template.resources("AWS::IAM::Role").stream()
        .filter(role -> template.arn(role.logicalId()).equals(arn))
        .map(role -> new RolePolicy(role.logicalId(), role.properties().required("Policies")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s: its role %s is not in the template".formatted(function.logicalId(), arn)));
  }

  /** The role's logical id in the template. */
  public String role() {
    return role;
  }

  /** All that the role allows. */
  public Set<Grant> grants() {
    return statements.stream()
        .flatMap(
            statement ->
                statement.actions().stream().map(action -> new Grant(statement.sid(), action)))
        .collect(Collectors.toSet());
  }

  /** What allows a call; empty if nothing does. */
  public Set<Grant> allowing(Access access) {
    return statements.stream()
        .flatMap(
            statement ->
                statement.allowing(access).map(action -> new Grant(statement.sid(), action)))
        .collect(Collectors.toSet());
  }

  /** The texts of a member that holds one or a list of them. */
  static List<String> texts(JsonNode member) {
    List<String> texts = new ArrayList<>();
    if (member.isArray()) {
      member.forEach(each -> texts.add(each.asText()));
    } else {
      texts.add(member.asText());
    }
    return texts;
  }
}
