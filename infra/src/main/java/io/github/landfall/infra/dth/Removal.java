package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Takes a resource out of a template together with what only it uses: functions, their roles and
 * policies, and the conditions, mappings and parameters that nothing refers to any more.
 */
final class Removal {

  private static final Set<String> SERVANTS =
      Set.of("AWS::Lambda::Function", "AWS::IAM::Role", "AWS::Logs::LogGroup");
  private static final String POLICY = "AWS::IAM::Policy";
  private static final String PERMISSION = "AWS::Lambda::Permission";

  private final ObjectNode template;
  private final ObjectNode resources;
  private final Set<String> gone = new TreeSet<>();

  private Removal(ObjectNode template) {
    this.template = template;
    this.resources = (ObjectNode) template.path("Resources");
  }

  /**
   * Removes a resource.
   *
   * @return the logical ids of all resources that went, the resource itself among them
   * @throws TemplateException if something that stays refers to something that went
   */
  static Set<String> of(ObjectNode template, String resource) {
    Removal removal = new Removal(template);
    removal.remove(resource);
    return removal.gone;
  }

  private void remove(String resource) {
    final References before = References.ofTemplate(template);
    gone.add(resource);
    boolean more = true;
    while (more) {
      List<String> next =
          resources.properties().stream()
              .map(Map.Entry::getKey)
              .filter(id -> !gone.contains(id) && goesToo(id))
              .toList();
      more = gone.addAll(next);
    }
    resources.remove(gone);
    resources.forEach(this::forget);
    removeUnused(before);
    Set<String> dangling = new TreeSet<>(References.ofTemplate(template).values());
    dangling.retainAll(gone);
    if (!dangling.isEmpty()) {
      throw new TemplateException(
          "refers to %s in a way that Landfall does not know, so that %s can't be removed"
              .formatted(String.join(", ", dangling), resource));
    }
  }

  private boolean goesToo(String id) {
    JsonNode resource = resources.path(id);
    String type = resource.path("Type").asText();
    if (type.equals(POLICY)) {
      return gone.containsAll(roles(resource)) && !roles(resource).isEmpty();
    }
    if (type.equals(PERMISSION)) {
      return functions(resource).stream().anyMatch(gone::contains);
    }
    if (!SERVANTS.contains(type) || References.of(template.path("Outputs")).values().contains(id)) {
      return false;
    }
    List<String> users =
        resources.properties().stream()
            .filter(user -> !user.getKey().equals(id))
            .filter(user -> References.of(user.getValue()).values().contains(id))
            .filter(user -> !serves(id, user.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return !users.isEmpty() && gone.containsAll(users);
  }

  /** Whether it refers to another only to serve it: a role's policy, a function's permission. */
  private static boolean serves(String id, JsonNode resource) {
    return switch (resource.path("Type").asText()) {
      case POLICY -> roles(resource).contains(id);
      case PERMISSION -> functions(resource).contains(id);
      default -> false;
    };
  }

  private static Set<String> roles(JsonNode policy) {
    return References.of(policy.at("/Properties/Roles")).values();
  }

  private static Set<String> functions(JsonNode permission) {
    return References.of(permission.at("/Properties/FunctionName")).values();
  }

  /** Drops what was removed from the order of creation, and from the roles of a shared policy. */
  private void forget(JsonNode resource) {
    ObjectNode stays = (ObjectNode) resource;
    JsonNode dependsOn = stays.path("DependsOn");
    if (dependsOn.isArray()) {
      removeIf((ArrayNode) dependsOn, gone, JsonNode::asText);
    }
    if (dependsOn.isArray() ? dependsOn.isEmpty() : gone.contains(dependsOn.asText())) {
      stays.remove("DependsOn");
    }
    if (stays.at("/Properties/Roles") instanceof ArrayNode roles) {
      removeIf(roles, gone, role -> role.path("Ref").asText());
    }
  }

  /** Removes what was used before and is no more; a condition may be a parameter's only user. */
  private void removeUnused(References before) {
    References now = References.ofTemplate(template);
    Set<String> removed = new TreeSet<>();
    removeUnused("Conditions", before.conditions(), now.conditions(), removed);
    removeUnused("Mappings", before.mappings(), now.mappings(), removed);
    removeUnused("Parameters", before.values(), now.values(), removed);
    if (!removed.isEmpty()) {
      forgetInConsole(removed);
      removeUnused(before);
    }
  }

  private void removeUnused(
      String section, Set<String> before, Set<String> now, Set<String> removed) {
    if (!(template.path(section) instanceof ObjectNode members)) {
      return;
    }
    List<String> unused =
        members.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> before.contains(name) && !now.contains(name))
            .toList();
    members.remove(unused);
    if (members.isEmpty() && !unused.isEmpty()) {
      template.remove(section);
    }
    removed.addAll(unused);
  }

  /** The console's form names parameters, too. */
  private void forgetInConsole(Set<String> removed) {
    JsonNode form = template.at("/Metadata/AWS::CloudFormation::Interface");
    if (form.path("ParameterLabels") instanceof ObjectNode labels) {
      labels.remove(removed);
    }
    for (JsonNode group : form.path("ParameterGroups")) {
      if (group.path("Parameters") instanceof ArrayNode names) {
        removeIf(names, removed, JsonNode::asText);
      }
    }
  }

  private static void removeIf(
      ArrayNode names, Set<String> removed, Function<JsonNode, String> name) {
    Iterator<JsonNode> each = names.iterator();
    while (each.hasNext()) {
      if (removed.contains(name.apply(each.next()))) {
        each.remove();
      }
    }
  }
}
