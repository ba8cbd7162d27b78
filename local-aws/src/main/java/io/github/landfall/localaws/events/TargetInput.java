package io.github.landfall.localaws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule's target gets: the event, a constant in its place, or what an input transformer makes
 * of it.
 *
 * <p>Of transformers only those are rehearsed whose template is a JSON object and whose variables
 * name members of the event. A variable whose path leads nowhere is refused: what EventBridge then
 * makes of a JSON template is not documented.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html">InputTransformer</a>
 */
abstract class TargetInput {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private TargetInput() {}

  /**
   * Reads what a target gets.
   *
   * @param rule the rule, for messages
   * @param target the resolved target
   * @throws IllegalArgumentException naming what EventBridge would refuse or the rehearsal does not
   *     know
   */
  static TargetInput of(String rule, JsonNode target) {
    if (target.has("Input") && target.has("InputTransformer")) {
      throw new IllegalArgumentException(
          "target of " + rule + ": EventBridge takes either Input or InputTransformer, not both");
    }
    if (target.has("Input")) {
      return new Constant(rule, target.get("Input").asText());
    }
    return target.has("InputTransformer")
        ? Transformed.of(rule, target.get("InputTransformer"))
        : new Whole();
  }

  /**
   * The text that the target gets.
   *
   * @throws IllegalArgumentException if the event lacks what a transformer takes from it
   */
  abstract String from(JsonNode event);

  private static JsonNode parsed(String what, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is no JSON: %s: %s".formatted(what, e.getOriginalMessage(), text), e);
    }
  }

  private static final class Whole extends TargetInput {

    @Override
    String from(JsonNode event) {
      return event.toString();
    }
  }

  private static final class Constant extends TargetInput {

    private final String text;

    Constant(String rule, String text) {
      parsed("Input of " + rule, text);
      this.text = text;
    }

    @Override
    String from(JsonNode event) {
      return text;
    }
  }

  private static final class Transformed extends TargetInput {

    private static final int MAX_VARIABLES = 100;
    private static final int MAX_TEMPLATE = 8192;
    private static final Pattern PATH = Pattern.compile("\\$(?:\\.[A-Za-z0-9_-]+)+");
    private static final Pattern VARIABLE = Pattern.compile("<([^<>\\s]+)>");

    private final String rule;
    private final Map<String, String> paths;
    private final String template;

    private Transformed(String rule, Map<String, String> paths, String template) {
      this.rule = rule;
      this.paths = paths;
      this.template = template;
    }

    static Transformed of(String rule, JsonNode transformer) {
      Properties.onlyKnown(
          "input transformer of " + rule, transformer, Set.of("InputPathsMap", "InputTemplate"));
      Map<String, String> paths = new TreeMap<>();
      for (Map.Entry<String, JsonNode> path : transformer.path("InputPathsMap").properties()) {
        if (!PATH.matcher(path.getValue().asText()).matches()) {
          throw new IllegalArgumentException(
              "%s: the path '%s' is not rehearsed, expected such as $.detail.state"
                  .formatted(rule, path.getValue().asText()));
        }
        paths.put(path.getKey(), path.getValue().asText());
      }
      String template = transformer.path("InputTemplate").asText();
      if (paths.size() > MAX_VARIABLES || template.length() > MAX_TEMPLATE) {
        throw new IllegalArgumentException(
            "%s: EventBridge would refuse %d variables and a template of %d characters; it takes %d and %d"
                .formatted(rule, paths.size(), template.length(), MAX_VARIABLES, MAX_TEMPLATE));
      }
      Transformed transformed = new Transformed(rule, paths, template);
      if (!transformed.filled(path -> "\"\"", path -> "").isObject()) {
        throw new IllegalArgumentException(
            "%s: only JSON objects are rehearsed as InputTemplate, not %s"
                .formatted(rule, template));
      }
      return transformed;
    }

    @Override
    String from(JsonNode event) {
      return filled(path -> value(event, path).toString(), path -> text(value(event, path)))
          .toString();
    }

    /** Outside of quotes a variable stands for a JSON value, within them for a part of a text. */
    private JsonNode filled(Values outside, Values within) {
      String filled =
          VARIABLE
              .matcher(template)
              .replaceAll(
                  variable -> {
                    Values values = quoted(template, variable.start()) ? within : outside;
                    return Matcher.quoteReplacement(values.of(path(variable.group(1))));
                  });
      return parsed("InputTemplate of " + rule, filled);
    }

    private String path(String variable) {
      String path = paths.get(variable);
      if (path == null) {
        throw new IllegalArgumentException(
            "%s: InputTemplate has <%s>, expected one of %s"
                .formatted(rule, variable, paths.keySet()));
      }
      return path;
    }

    /** Whether a place of a JSON text lies within quotes. */
    private static boolean quoted(String json, int place) {
      boolean quoted = false;
      for (int i = 0; i < place; i++) {
        if (json.charAt(i) == '\\') {
          i++;
        } else if (json.charAt(i) == '"') {
          quoted = !quoted;
        }
      }
      return quoted;
    }

    private JsonNode value(JsonNode event, String path) {
      JsonNode value = event.at(path.substring(1).replace('.', '/'));
      if (value.isMissingNode()) {
        throw new IllegalArgumentException(
            "%s: the event has no %s: %s".formatted(rule, path, event));
      }
      return value;
    }

    private static String text(JsonNode value) {
      String json =
          value.isTextual()
              ? value.toString()
              : JSON.getNodeFactory().textNode(value.toString()).toString();
      return json.substring(1, json.length() - 1);
    }

    @FunctionalInterface
    private interface Values {

      String of(String path);
    }
  }
}
