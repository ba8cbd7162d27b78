package io.github.landfall.localaws.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The AWS JSON protocol: the header {@code X-Amz-Target} names the operation, bodies are JSON.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class JsonProtocol implements Protocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String targetPrefix;
  private final String contentType;
  private final Map<String, UnaryOperator<ObjectNode>> operations;

  /**
   * A service's protocol.
   *
   * @param targetPrefix what stands before the dot in {@code X-Amz-Target}
   * @param version the protocol's version, {@code 1.0} or {@code 1.1}
   * @param operations for each operation's name, how its input becomes its output; throws {@link
   *     AwsFault} for an error that the caller is to see
   */
  public JsonProtocol(
      String targetPrefix, String version, Map<String, UnaryOperator<ObjectNode>> operations) {
    this.targetPrefix = targetPrefix;
    this.contentType = "application/x-amz-json-" + version;
    this.operations = Map.copyOf(operations);
  }

  @Override
  public Answer answer(String target, byte[] body) {
    try {
      return new Answer(200, contentType, operation(target).apply(read(body)).toString());
    } catch (AwsFault fault) {
      ObjectNode error = JSON.createObjectNode();
      error.put("__type", fault.code());
      error.put("message", fault.getMessage());
      error.setAll(fault.members());
      return new Answer(fault.status(), contentType, error.toString());
    }
  }

  private UnaryOperator<ObjectNode> operation(String target) {
    String name =
        target != null && target.startsWith(targetPrefix + ".")
            ? target.substring(targetPrefix.length() + 1)
            : "";
    UnaryOperator<ObjectNode> operation = operations.get(name);
    if (operation == null) {
      throw new AwsFault(
          "UnknownOperationException",
          400,
          "X-Amz-Target " + target + " is none of " + targetPrefix + "." + operations.keySet());
    }
    return operation;
  }

  private static ObjectNode read(byte[] body) {
    try {
      JsonNode input = JSON.readTree(body);
      if (input instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new AwsFault("SerializationException", 400, e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AwsFault("SerializationException", 400, "the body is not a JSON object");
  }
}
