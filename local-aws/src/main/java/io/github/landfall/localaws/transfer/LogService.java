package io.github.landfall.localaws.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * CloudWatch Logs on 127.0.0.1, as far as one asks it what finders logged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
public final class LogService implements AutoCloseable {

  private final List<DthTransfer> hubs;
  private final LocalEndpoint endpoint;

  /**
   * Starts the service.
   *
   * @param hubs the hubs; those of edition {@link Edition#EC2} have a log group for their finder
   */
  public LogService(List<DthTransfer> hubs) {
    this.hubs = hubs.stream().filter(hub -> hub.stack().edition() == Edition.EC2).toList();
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol("Logs_20140328", "1.1", Map.of("FilterLogEvents", this::filter)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode filter(ObjectNode input) {
    String group = input.path("logGroupName").asText("");
    DthTransfer hub =
        hubs.stream()
            .filter(candidate -> candidate.stack().finderLogGroup().equals(group))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ResourceNotFoundException",
                        400,
                        "The specified log group does not exist: " + group));
    // A pattern in quotes is a text that the line holds.
    String text = input.path("filterPattern").asText("").replaceAll("^\"|\"$", "");
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode events = output.putArray("events");
    hub.finderLog()
        .subMap(
            Instant.ofEpochMilli(input.required("startTime").asLong()),
            Instant.ofEpochMilli(input.required("endTime").asLong()))
        .forEach(
            (time, line) -> {
              if (line.contains(text)) {
                events.addObject().put("timestamp", time.toEpochMilli()).put("message", line);
              }
            });
    return output;
  }
}
