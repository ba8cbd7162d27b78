package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of gateways and shares.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_AddTagsToResource.html">AddTagsToResource</a>
 */
final class ResourceTags {

  private final Registry registry;
  private final FileShares shares;

  ResourceTags(Registry registry, FileShares shares) {
    this.registry = registry;
    this.shares = shares;
  }

  ObjectNode listTagsForResource(ObjectNode input) {
    ObjectNode output = answer(input);
    output.set("Tags", settings(input).withArray("Tags").deepCopy());
    return output;
  }

  ObjectNode addTagsToResource(ObjectNode input) {
    Map<String, JsonNode> tags = new TreeMap<>();
    ObjectNode settings = settings(input);
    settings.withArray("Tags").forEach(tag -> tags.put(tag.path("Key").asText(), tag));
    input.path("Tags").forEach(tag -> tags.put(tag.path("Key").asText(), tag));
    settings.putArray("Tags").addAll(tags.values());
    return answer(input);
  }

  private static ObjectNode answer(ObjectNode input) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ResourceARN", input.path("ResourceARN").asText());
  }

  private ObjectNode settings(ObjectNode input) {
    String arn = input.path("ResourceARN").asText();
    return registry
        .byArn(arn)
        .map(RegisteredGateway::information)
        .orElseGet(() -> shares.settings(arn));
  }
}
