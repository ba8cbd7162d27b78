package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Activation of gateways, and the settings of a gateway as a whole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_DescribeGatewayInformation.html">DescribeGatewayInformation</a>
 */
final class Gateways {

  /** What a gateway is when the caller says nothing; a type can't be changed later. */
  private static final String DEFAULT_TYPE = "CACHED";

  private static final Set<String> WINDOW =
      Set.of("HourOfDay", "MinuteOfHour", "DayOfWeek", "DayOfMonth", "SoftwareUpdatePreferences");

  private final Registry registry;
  private final ActivationKeys keys;
  private final String account;

  Gateways(Registry registry, ActivationKeys keys, String account) {
    this.registry = registry;
    this.keys = keys;
    this.account = account;
  }

  /** Adds a gateway that was activated before. */
  void add(FileGateway files) {
    Appliance appliance =
        new Appliance("127.0.0.1", files.store())
            .with(new Appliance.Disk("SCSI (0:1)", "/dev/sdb", 500L << 30));
    appliance.activate();
    ObjectNode information = JsonNodeFactory.instance.objectNode();
    information.put("GatewayName", files.arn().replaceFirst(".*/", ""));
    information.put("GatewayTimezone", "GMT+8:00").put("GatewayType", "FILE_S3");
    RegisteredGateway gateway = new RegisteredGateway(files, appliance, information);
    gateway.cacheDisks().add(appliance.listDisks().get(0).id());
    gateway.setGuestPassword("set before");
    registry.add(gateway);
  }

  ObjectNode activateGateway(ObjectNode input) {
    String region = input.path("GatewayRegion").asText();
    Appliance appliance = keys.use(input.path("ActivationKey").asText(), region);
    ObjectNode information = JsonNodeFactory.instance.objectNode();
    information.put("GatewayType", DEFAULT_TYPE);
    for (String setting : List.of("GatewayName", "GatewayTimezone", "GatewayType", "Tags")) {
      if (input.has(setting)) {
        information.set(setting, input.get(setting));
      }
    }
    String arn =
        "arn:aws-cn:storagegateway:%s:%s:gateway/sgw-%08X"
            .formatted(region, account, registry.all().size() + 1);
    RegisteredGateway gateway =
        new RegisteredGateway(new FileGateway(arn, appliance.store()), appliance, information);
    registry.add(gateway);
    return Registry.answer(gateway);
  }

  ObjectNode listGateways(ObjectNode input) {
    Page page = Page.of(registry.all().stream().map(Gateways::summary).toList(), input);
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.putArray("Gateways").addAll(page.items());
    page.next().ifPresent(marker -> output.put("Marker", marker));
    return output;
  }

  private static ObjectNode summary(RegisteredGateway gateway) {
    ObjectNode info = Registry.answer(gateway);
    info.put("GatewayId", gateway.id());
    info.put("GatewayName", gateway.name());
    info.set("GatewayType", gateway.information().get("GatewayType"));
    info.put("GatewayOperationalState", "ACTIVE");
    info.put("HostEnvironment", "VMWARE");
    info.put("SoftwareVersion", gateway.appliance().version());
    gateway.appliance().deprecationDate().ifPresent(date -> info.put("DeprecationDate", date));
    return info;
  }

  ObjectNode describeGatewayInformation(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    ObjectNode output = Registry.answer(gateway);
    output.put("GatewayId", gateway.id());
    output.put("GatewayState", gateway.appliance().state());
    output.setAll(gateway.information());
    output
        .putArray("GatewayNetworkInterfaces")
        .addObject()
        .put("Ipv4Address", gateway.appliance().ipAddress());
    output.put("EndpointType", "STANDARD").put("HostEnvironment", "VMWARE");
    output.put("SoftwareVersion", gateway.appliance().version());
    gateway.appliance().deprecationDate().ifPresent(date -> output.put("DeprecationDate", date));
    return output;
  }

  ObjectNode updateGatewayInformation(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    ObjectNode changes = input.deepCopy();
    changes.remove("GatewayARN");
    gateway.information().setAll(changes);
    return Registry.answer(gateway).put("GatewayName", gateway.name());
  }

  ObjectNode describeMaintenanceStartTime(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    ObjectNode output = Registry.answer(gateway);
    output.setAll(gateway.maintenance());
    output.set("Timezone", gateway.information().get("GatewayTimezone"));
    return output;
  }

  ObjectNode updateMaintenanceStartTime(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    if (input.has("DayOfWeek") && input.has("DayOfMonth")) {
      throw Faults.parameters("DayOfWeek and DayOfMonth cannot both be given.");
    }
    if (input.has("DayOfWeek") || input.has("DayOfMonth")) {
      gateway.maintenance().remove(List.of("DayOfWeek", "DayOfMonth"));
    }
    input.properties().stream()
        .filter(member -> WINDOW.contains(member.getKey()))
        .forEach(member -> gateway.maintenance().set(member.getKey(), member.getValue()));
    return Registry.answer(gateway);
  }
}
