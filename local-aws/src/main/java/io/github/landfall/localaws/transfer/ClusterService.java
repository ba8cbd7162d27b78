package io.github.landfall.localaws.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * ECS on 127.0.0.1, as far as one asks it whether a finder runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
 */
public final class ClusterService implements AutoCloseable {

  private final List<DthTransfer> hubs;
  private final LocalEndpoint endpoint;

  /**
   * Starts the service.
   *
   * @param hubs the hubs; those of edition {@link Edition#ECS} have a cluster and a finder task
   */
  public ClusterService(List<DthTransfer> hubs) {
    this.hubs = hubs.stream().filter(hub -> hub.stack().edition() == Edition.ECS).toList();
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol(
                "AmazonEC2ContainerServiceV20141113", "1.1", Map.of("ListTasks", this::listTasks)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode listTasks(ObjectNode input) {
    String cluster = input.path("cluster").asText("default");
    String family = input.path("family").asText("");
    List<DthTransfer> onCluster = hubs.stream().filter(hub -> named(cluster, hub.stack())).toList();
    if (onCluster.isEmpty()) {
      throw new AwsFault("ClusterNotFoundException", 400, "Cluster not found.");
    }
    List<DthTransfer> ofFamily =
        onCluster.stream()
            .filter(hub -> family.isEmpty() || hub.stack().finderFamily().equals(family))
            .toList();
    if (ofFamily.isEmpty()) {
      // AWS answers with an empty list, which would hide a wrong name for ever.
      throw new AwsFault(
          "InvalidParameterException", 400, "no task definition family " + family + " is known");
    }
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode tasks = output.putArray("taskArns");
    if (input.path("desiredStatus").asText("RUNNING").equals("RUNNING")) {
      ofFamily.stream().filter(DthTransfer::finderRunning).forEach(hub -> tasks.add(task(hub)));
    }
    return output;
  }

  private static boolean named(String cluster, DthStack stack) {
    return cluster.equals(stack.cluster())
        || cluster.equals(arn(stack, "cluster/" + stack.cluster()));
  }

  private static String task(DthTransfer hub) {
    DthStack stack = hub.stack();
    String id =
        UUID.nameUUIDFromBytes(stack.finderFamily().getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "");
    return arn(stack, "task/" + stack.cluster() + "/" + id);
  }

  private static String arn(DthStack stack, String resource) {
    return "arn:%s:ecs:%s:%s:%s"
        .formatted(stack.partition(), stack.region(), stack.account(), resource);
  }
}
