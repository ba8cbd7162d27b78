package io.github.landfall.localaws.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks what goes to and comes from a service against the model that AWS publishes of its API:
 * required members, types, lengths, sizes, ranges, patterns and enumerations.
 *
 * <p>Stricter than AWS in one point: a member that the model does not have is a violation, where
 * AWS passes over it.
 *
 * @see <a href="https://github.com/aws/aws-sdk-java">AWS SDK for Java 1, whose artifact
 *     aws-java-sdk-models carries the models</a>
 */
public final class ModelValidator {

  private final JsonNode model;

  private ModelValidator(JsonNode model) {
    this.model = model;
  }

  /**
   * Reads a service's model from the class path.
   *
   * @param service the service's name in the artifact and its API's version, for example {@code
   *     storagegateway-2013-06-30}
   * @return its validator
   * @throws IllegalArgumentException if the class path has no such model
   * @throws UncheckedIOException if it cannot be read
   */
  public static ModelValidator of(String service) {
    String resource = "/models/" + service + "-model.json";
    try (InputStream in = ModelValidator.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("the class path has no " + resource);
      }
      return new ModelValidator(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /**
   * What is wrong with a request.
   *
   * @param operation the operation's name
   * @param input the request
   * @return a line for each violation, which begins with the member's path; empty when it is valid
   * @throws IllegalArgumentException if the service has no such operation
   */
  public List<String> inputViolations(String operation, JsonNode input) {
    return violations(shapeOf(operation, "input"), input);
  }

  /**
   * What is wrong with an answer, as {@link #inputViolations}.
   *
   * @param operation the operation's name
   * @param output the answer
   */
  public List<String> outputViolations(String operation, JsonNode output) {
    return violations(shapeOf(operation, "output"), output);
  }

  /**
   * A copy of a request that may be kept and printed: in place of each value that the model calls
   * sensitive stand three asterisks.
   *
   * @param operation the operation's name
   * @param input the request
   */
  public ObjectNode withoutSecrets(String operation, ObjectNode input) {
    ObjectNode copy = input.deepCopy();
    JsonNode members = shape(shapeOf(operation, "input")).path("members");
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      boolean sensitive =
          shape(member.getValue().path("shape").asText()).path("sensitive").asBoolean();
      if (sensitive && copy.has(member.getKey())) {
        copy.set(member.getKey(), TextNode.valueOf("***"));
      }
    }
    return copy;
  }

  private String shapeOf(String operation, String direction) {
    JsonNode shape = model.path("operations").path(operation).path(direction).path("shape");
    if (!shape.isTextual()) {
      throw new IllegalArgumentException(
          "%s has no operation %s with an %s"
              .formatted(model.path("metadata").path("serviceId").asText(), operation, direction));
    }
    return shape.asText();
  }

  private JsonNode shape(String name) {
    return model.path("shapes").required(name);
  }

  private List<String> violations(String shape, JsonNode value) {
    List<String> found = new ArrayList<>();
    check(shape, "", value, found);
    return found;
  }

  private void check(String shapeName, String path, JsonNode value, List<String> found) {
    JsonNode shape = shape(shapeName);
    String type = shape.path("type").asText();
    if (!fits(type, value)) {
      found.add("%s must be of type %s".formatted(path.isEmpty() ? "the request" : path, type));
      return;
    }
    switch (type) {
      case "structure" -> checkMembers(shapeName, shape, path, value, found);
      case "list" -> {
        checkSize(shape, path, value.size(), "members", found);
        for (int i = 0; i < value.size(); i++) {
          check(element(shape, "member"), path + "[" + i + "]", value.get(i), found);
        }
      }
      case "map" -> {
        checkSize(shape, path, value.size(), "members", found);
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          String at = path + "." + entry.getKey();
          check(element(shape, "key"), at, TextNode.valueOf(entry.getKey()), found);
          check(element(shape, "value"), at, entry.getValue(), found);
        }
      }
      case "string" -> checkText(shape, path, value.asText(), found);
      case "integer", "long", "double" -> checkRange(shape, path, value.asDouble(), found);
      default -> {}
    }
  }

  private static boolean fits(String type, JsonNode value) {
    return switch (type) {
      case "structure", "map" -> value.isObject();
      case "list" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
      case "long" -> value.isIntegralNumber() && value.canConvertToLong();
      case "double", "timestamp" -> value.isNumber();
      default -> throw new IllegalStateException("the model has a type " + type);
    };
  }

  private static String element(JsonNode shape, String part) {
    return shape.path(part).path("shape").asText();
  }

  private void checkMembers(
      String name, JsonNode shape, String path, JsonNode value, List<String> found) {
    String prefix = path.isEmpty() ? "" : path + ".";
    for (JsonNode required : shape.path("required")) {
      if (!value.hasNonNull(required.asText())) {
        found.add(prefix + required.asText() + " is required");
      }
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode known = shape.path("members").path(member.getKey());
      if (known.isMissingNode()) {
        found.add("%s%s is no member of %s".formatted(prefix, member.getKey(), name));
      } else if (!member.getValue().isNull()) {
        check(known.path("shape").asText(), prefix + member.getKey(), member.getValue(), found);
      }
    }
  }

  private static void checkText(JsonNode shape, String path, String text, List<String> found) {
    checkSize(shape, path, text.codePointCount(0, text.length()), "characters", found);
    JsonNode pattern = shape.path("pattern");
    if (pattern.isTextual() && !Pattern.matches(pattern.asText(), text)) {
      found.add("%s must match %s".formatted(path, pattern.asText()));
    }
    JsonNode values = shape.path("enum");
    if (values.isArray() && values.valueStream().noneMatch(each -> each.asText().equals(text))) {
      found.add(
          "%s must be one of %s"
              .formatted(
                  path, values.valueStream().map(JsonNode::asText).collect(Collectors.toList())));
    }
  }

  private static void checkSize(
      JsonNode shape, String path, int size, String what, List<String> found) {
    OptionalInt min = limit(shape, "min");
    OptionalInt max = limit(shape, "max");
    if (size < min.orElse(0) || size > max.orElse(Integer.MAX_VALUE)) {
      found.add("%s must have %s %s".formatted(path, span(min, max), what));
    }
  }

  private static void checkRange(JsonNode shape, String path, double number, List<String> found) {
    OptionalInt min = limit(shape, "min");
    OptionalInt max = limit(shape, "max");
    if ((min.isPresent() && number < min.getAsInt())
        || (max.isPresent() && number > max.getAsInt())) {
      found.add("%s must be %s".formatted(path, span(min, max)));
    }
  }

  private static OptionalInt limit(JsonNode shape, String name) {
    JsonNode limit = shape.path(name);
    return limit.canConvertToInt() ? OptionalInt.of(limit.intValue()) : OptionalInt.empty();
  }

  private static String span(OptionalInt min, OptionalInt max) {
    if (max.isEmpty()) {
      return "at least " + min.orElse(0);
    }
    return min.orElse(0) + " to " + max.getAsInt();
  }
}
