package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The gateways' disks, and which of them are the cache.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_AddCache.html">AddCache</a>
 */
final class Disks {

  private static final long SMALLEST_CACHE = 150L << 30;

  private final Registry registry;

  Disks(Registry registry) {
    this.registry = registry;
  }

  ObjectNode listLocalDisks(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    ObjectNode output = Registry.answer(gateway);
    List<ObjectNode> disks =
        gateway.appliance().listDisks().stream().map(disk -> info(gateway, disk)).toList();
    output.putArray("Disks").addAll(disks);
    return output;
  }

  private static ObjectNode info(RegisteredGateway gateway, Appliance.Disk disk) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    info.put("DiskId", disk.id());
    info.put("DiskPath", disk.path());
    info.put("DiskNode", disk.node());
    info.put("DiskStatus", "present");
    info.put("DiskSizeInBytes", disk.bytes());
    info.put(
        "DiskAllocationType",
        gateway.cacheDisks().contains(disk.id()) ? "CACHE_STORAGE" : "AVAILABLE");
    info.putArray("DiskAttributeList");
    return info;
  }

  ObjectNode addCache(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    for (JsonNode id : input.path("DiskIds")) {
      Appliance.Disk disk =
          gateway
              .appliance()
              .disk(id.asText())
              .orElseThrow(
                  () -> Faults.invalid("DiskDoesNotExist", "The specified disk does not exist."));
      if (gateway.cacheDisks().contains(disk.id())) {
        throw Faults.invalid("DiskAlreadyAllocated", "The specified disk is already allocated.");
      }
      if (disk.bytes() < SMALLEST_CACHE) {
        throw Faults.parameters("The specified disk is smaller than 150 GiB.");
      }
    }
    input.path("DiskIds").forEach(id -> gateway.cacheDisks().add(id.asText()));
    return Registry.answer(gateway);
  }

  ObjectNode describeCache(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    ObjectNode output = Registry.answer(gateway);
    gateway.cacheDisks().forEach(output.putArray("DiskIds")::add);
    long bytes =
        gateway.cacheDisks().stream()
            .mapToLong(id -> gateway.appliance().disk(id).orElseThrow().bytes())
            .sum();
    output.put("CacheAllocatedInBytes", bytes);
    output.put("CacheUsedPercentage", 0.0).put("CacheDirtyPercentage", 0.0);
    output.put("CacheHitPercentage", 0.0).put("CacheMissPercentage", 0.0);
    return output;
  }
}
