package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The text that CloudFormation makes of a part of a template in one partition. What is only known
 * at deployment stays as <code>${Name}</code>.
 *
 * @param template the template, with its mappings
 * @param partition for example {@code aws-cn}
 */
record FilledIn(JsonNode template, String partition) {

  /** The text of a value, or of all values in an object or a list, a line each. */
  String text(JsonNode node) {
    if (node.isValueNode()) {
      return node.asText();
    }
    if (node.size() == 1) {
      String function = node.fieldNames().hasNext() ? node.fieldNames().next() : "";
      JsonNode argument = node.path(function);
      switch (function) {
        case "Fn::Join" -> {
          return String.join(argument.path(0).asText(), texts(argument.path(1)));
        }
        case "Fn::Sub" -> {
          return argument.isArray() ? argument.path(0).asText() : argument.asText();
        }
        case "Fn::FindInMap" -> {
          return mapped(argument);
        }
        case "Fn::GetAtt" -> {
          return "${%s}".formatted(String.join(".", texts(argument)));
        }
        case "Ref" -> {
          return argument.asText().equals("AWS::Partition")
              ? partition
              : "${%s}".formatted(argument.asText());
        }
        default -> {}
      }
    }
    return String.join("\n", texts(node));
  }

  private List<String> texts(JsonNode node) {
    if (node.isValueNode()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(text(element)));
    return texts;
  }

  private String mapped(JsonNode keys) {
    List<String> names = texts(keys);
    JsonNode value = template.path("Mappings");
    for (String name : names) {
      value = value.path(name);
    }
    return value.isTextual() ? value.asText() : "${%s}".formatted(String.join(".", names));
  }
}
