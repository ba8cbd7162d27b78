package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a part of a template refers to by name, but for the order of creation ({@code DependsOn}).
 *
 * @param values parameters, resources and pseudo parameters: by Ref, Fn::GetAtt or Fn::Sub
 * @param conditions conditions: by Condition or Fn::If
 * @param mappings mappings: by Fn::FindInMap
 */
record References(Set<String> values, Set<String> conditions, Set<String> mappings) {

  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z0-9:]+)[^}]*}");

  /** The references of all sections that CloudFormation evaluates. */
  static References ofTemplate(JsonNode template) {
    References references = new References(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    Stream.of("Conditions", "Rules", "Resources", "Outputs")
        .map(template::path)
        .forEach(references::collect);
    return references;
  }

  static References of(JsonNode part) {
    References references = new References(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    references.collect(part);
    return references;
  }

  private void collect(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      collect(member.getKey(), member.getValue());
    }
    if (node.isArray()) {
      node.forEach(this::collect);
    }
  }

  private void collect(String key, JsonNode value) {
    switch (key) {
      case "DependsOn" -> {
        return;
      }
      case "Ref" -> add(values, value);
      case "Fn::GetAtt" -> {
        if (value.isTextual()) {
          values.add(value.asText().split("\\.", 2)[0]);
        } else {
          add(values, value.path(0));
        }
      }
      case "Fn::Sub" -> substituted(value);
      case "Condition" -> add(conditions, value);
      case "Fn::If" -> add(conditions, value.path(0));
      case "Fn::FindInMap" -> add(mappings, value.path(0));
      default -> {}
    }
    collect(value);
  }

  private void substituted(JsonNode sub) {
    JsonNode text = sub.isArray() ? sub.path(0) : sub;
    Matcher matcher = SUBSTITUTED.matcher(text.asText());
    while (matcher.find()) {
      if (!sub.path(1).has(matcher.group(1))) {
        values.add(matcher.group(1));
      }
    }
  }

  private static void add(Set<String> names, JsonNode name) {
    if (name.isTextual()) {
      names.add(name.asText());
    }
  }
}
