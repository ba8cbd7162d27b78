package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account's gateways, and how requests name them.
 *
 * <p>It is the lock for all that the control plane keeps: whoever reads or changes a gateway's
 * settings holds it.
 */
final class Registry {

  private final List<RegisteredGateway> gateways = new ArrayList<>();

  void add(RegisteredGateway gateway) {
    gateways.add(gateway);
  }

  /** The gateways in the order of their activation. */
  List<RegisteredGateway> all() {
    return List.copyOf(gateways);
  }

  Optional<RegisteredGateway> byArn(String arn) {
    return gateways.stream().filter(gateway -> gateway.arn().equals(arn)).findFirst();
  }

  /**
   * The gateway that a request names, reached through its connection.
   *
   * @throws io.github.landfall.localaws.http.AwsFault if there is none, or it does not answer
   */
  RegisteredGateway connected(ObjectNode input) {
    return connected(byArn(input.path("GatewayARN").asText()).orElseThrow(Faults::gatewayNotFound));
  }

  /** The same gateway, if it answers. */
  RegisteredGateway connected(RegisteredGateway gateway) {
    if (!gateway.files().connected() || !gateway.appliance().answers()) {
      throw Faults.notConnected();
    }
    return gateway;
  }

  /** The gateway that has a share. */
  RegisteredGateway ofShare(String shareArn) {
    return gateways.stream()
        .filter(gateway -> share(gateway, shareArn).isPresent())
        .findFirst()
        .orElseThrow(Faults::shareNotFound);
  }

  /** A share of a gateway. */
  static Optional<FileShare> share(RegisteredGateway gateway, String arn) {
    return gateway.files().shares().stream().filter(share -> share.arn().equals(arn)).findFirst();
  }

  /** The answer of most operations: which gateway it was. */
  static ObjectNode answer(RegisteredGateway gateway) {
    return JsonNodeFactory.instance.objectNode().put("GatewayARN", gateway.arn());
  }
}
