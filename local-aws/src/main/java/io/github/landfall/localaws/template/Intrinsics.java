package io.github.landfall.localaws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes CloudFormation's intrinsic functions in one resource.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
final class Intrinsics {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final String resource;
  private final References references;

  /**
   * Prepares for one resource.
   *
   * @param resource the logical id of the resource, for messages
   * @param references what Ref and Fn::GetAtt point to
   */
  Intrinsics(String resource, References references) {
    this.resource = resource;
    this.references = references;
  }

  /** The values that lie outside the resource. */
  interface References {

    /** The value of Ref. */
    String ref(String name);

    /** The value of Fn::GetAtt. */
    String attribute(String logicalId, String attribute);
  }

  /** A copy of a part of the resource, without functions. */
  JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : node) {
        if (!isNoValue(element)) {
          resolved.add(resolve(element));
        }
      }
      return resolved;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      String function = node.fieldNames().next();
      if (function.equals("Ref") || function.startsWith("Fn::")) {
        return call(function, node.get(function));
      }
    }
    ObjectNode resolved = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!isNoValue(member.getValue())) {
        resolved.set(member.getKey(), resolve(member.getValue()));
      }
    }
    return resolved;
  }

  private static boolean isNoValue(JsonNode node) {
    return node.path("Ref").asText().equals("AWS::NoValue");
  }

  private JsonNode call(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> TextNode.valueOf(references.ref(argument.asText()));
      case "Fn::GetAtt" -> TextNode.valueOf(attribute(argument));
      case "Fn::Join" -> join(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::Sub" -> TextNode.valueOf(substitute(argument));
      default -> throw unknown("the function " + function, argument);
    };
  }

  private String attribute(JsonNode argument) {
    if (argument.isTextual() && argument.asText().contains(".")) {
      return attribute(argument.asText());
    }
    if (argument.size() == 2) {
      return references.attribute(argument.get(0).asText(), resolve(argument.get(1)).asText());
    }
    throw unknown("this form of Fn::GetAtt", argument);
  }

  private String attribute(String dotted) {
    int dot = dotted.indexOf('.');
    return references.attribute(dotted.substring(0, dot), dotted.substring(dot + 1));
  }

  private JsonNode join(JsonNode argument) {
    JsonNode parts = resolve(argument.path(1));
    if (!parts.isArray()) {
      throw unknown("this form of Fn::Join", argument);
    }
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> texts.add(part.asText()));
    return TextNode.valueOf(String.join(argument.get(0).asText(), texts));
  }

  private JsonNode select(JsonNode argument) {
    JsonNode list = resolve(argument.path(1));
    JsonNode selected = list.path(resolve(argument.path(0)).asInt(-1));
    if (selected.isMissingNode()) {
      throw unknown("this form of Fn::Select", argument);
    }
    return selected;
  }

  private JsonNode split(JsonNode argument) {
    if (argument.size() != 2) {
      throw unknown("this form of Fn::Split", argument);
    }
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    String text = resolve(argument.get(1)).asText();
    for (String part : text.split(Pattern.quote(argument.get(0).asText()), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private String substitute(JsonNode argument) {
    String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
    JsonNode variables =
        argument.isArray() ? resolve(argument.path(1)) : JsonNodeFactory.instance.objectNode();
    return SUBSTITUTION
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1).isEmpty()
                        ? substitution(match.group(2), variables)
                        : "${" + match.group(2) + "}"));
  }

  private String substitution(String name, JsonNode variables) {
    if (variables.has(name)) {
      return variables.get(name).asText();
    }
    return name.contains(".") ? attribute(name) : references.ref(name);
  }

  private TemplateException unknown(String what, JsonNode argument) {
    return new TemplateException(
        "resource %s: the rehearsal does not know %s: %s".formatted(resource, what, argument));
  }
}
