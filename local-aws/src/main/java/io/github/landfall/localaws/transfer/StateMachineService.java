package io.github.landfall.localaws.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Step Functions on 127.0.0.1, as far as one asks it which merges run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html">ListExecutions</a>
 */
public final class StateMachineService implements AutoCloseable {

  private final List<DthTransfer> hubs;
  private final LocalEndpoint endpoint;

  /**
   * Starts the service.
   *
   * @param hubs the hubs; those of edition {@link Edition#EC2} have a state machine
   */
  public StateMachineService(List<DthTransfer> hubs) {
    this.hubs = hubs.stream().filter(hub -> hub.stack().edition() == Edition.EC2).toList();
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol(
                "AWSStepFunctions", "1.0", Map.of("ListExecutions", this::listExecutions)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode listExecutions(ObjectNode input) {
    String arn = input.path("stateMachineArn").asText("");
    DthTransfer hub =
        hubs.stream()
            .filter(candidate -> candidate.stack().mergeStateMachine().equals(arn))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsFault(
                        "StateMachineDoesNotExist",
                        400,
                        "State Machine Does Not Exist: '" + arn + "'"));
    String status = input.path("statusFilter").asText("");
    if (status.isEmpty()) {
      throw new AwsFault("ValidationException", 400, "only a statusFilter is rehearsed");
    }
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode executions = output.putArray("executions");
    for (Merges.Execution execution : hub.mergeExecutions()) {
      if (!status.equals(execution.failed() ? "FAILED" : "RUNNING")) {
        continue;
      }
      ObjectNode item = executions.addObject();
      item.put(
          "executionArn", arn.replace(":stateMachine:", ":execution:") + ":" + execution.name());
      item.put("stateMachineArn", arn);
      item.put("name", execution.name());
      item.put("status", status);
      item.put("startDate", execution.start().getEpochSecond());
    }
    return output;
  }
}
