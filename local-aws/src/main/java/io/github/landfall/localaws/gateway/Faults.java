package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import java.util.List;

/**
 * The errors that the service gives, with the texts that its users report.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/AWSStorageGatewayAPI.html#APIErrorResponses">Error
 *     responses</a>
 */
final class Faults {

  private Faults() {}

  static AwsFault invalid(String errorCode, String message) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.putObject("error").put("errorCode", errorCode);
    return new AwsFault("InvalidGatewayRequestException", 400, message, members);
  }

  static AwsFault parameters(String message) {
    return invalid("InvalidParameters", message);
  }

  static AwsFault gatewayNotFound() {
    return invalid("GatewayNotFound", "The specified gateway was not found.");
  }

  static AwsFault notConnected() {
    return invalid("GatewayNotConnected", "The specified gateway is not connected.");
  }

  static AwsFault shareNotFound() {
    return invalid("FileShareNotFound", "The specified file share was not found.");
  }

  static AwsFault validation(List<String> violations) {
    return new AwsFault(
        "ValidationException",
        400,
        "%d validation error%s detected: %s"
            .formatted(
                violations.size(),
                violations.size() == 1 ? "" : "s",
                String.join("; ", violations)));
  }
}
