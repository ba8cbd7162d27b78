package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a template names without having it. It shares no code with what it checks. */
final class Dangling {

  private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

  private final JsonNode template;
  private final Set<String> names = new TreeSet<>();

  private Dangling(JsonNode template) {
    this.template = template;
  }

  static Set<String> in(JsonNode template) {
    Dangling dangling = new Dangling(template);
    dangling.check(template.path("Conditions"));
    dangling.check(template.path("Resources"));
    dangling.check(template.path("Outputs"));
    for (JsonNode name : template.findValues("ParameterGroups").get(0).path(0).path("Parameters")) {
      dangling.require(name, "Parameters");
    }
    return dangling.names;
  }

  private void check(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "Ref" -> require(value, "Resources", "Parameters");
        case "Fn::GetAtt" -> require(value.path(0), "Resources");
        case "Fn::Sub" -> {
          Matcher name = IN_TEXT.matcher(value.asText());
          while (name.find()) {
            require(TextNode.valueOf(name.group(1)), "Resources", "Parameters");
          }
        }
        case "DependsOn" -> {
          require(value, "Resources");
          value.forEach(id -> require(id, "Resources"));
        }
        case "Condition" -> require(value, "Conditions");
        case "Fn::If" -> require(value.path(0), "Conditions");
        case "Fn::FindInMap" -> require(value.path(0), "Mappings");
        default -> {}
      }
    }
    node.forEach(this::check);
  }

  private void require(JsonNode name, String... sections) {
    if (!name.isTextual() || name.asText().startsWith("AWS::")) {
      return;
    }
    for (String section : sections) {
      if (template.path(section).has(name.asText())) {
        return;
      }
    }
    names.add(name.asText());
  }
}
