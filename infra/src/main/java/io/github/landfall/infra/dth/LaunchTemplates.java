package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a launch template of each launch configuration, for the same instances; what they tell of
 * themselves is to be asked for with a token (IMDSv2).
 *
 * <p>The launch template has a logical id of its own, since CloudFormation changes no resource's
 * type. The Auto Scaling group keeps its id and its instances.
 */
final class LaunchTemplates implements Rewrite {

  private static final String CONFIGURATION = "AWS::AutoScaling::LaunchConfiguration";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What has the same name and form in both. */
  private static final List<String> THE_SAME =
      List.of(
          "ImageId", "InstanceType", "KeyName", "EbsOptimized", "BlockDeviceMappings", "UserData");

  private static final Set<String> KNOWN;

  static {
    Set<String> known =
        new TreeSet<>(
            List.of(
                "AssociatePublicIpAddress",
                "IamInstanceProfile",
                "InstanceMonitoring",
                "MetadataOptions",
                "SecurityGroups"));
    known.addAll(THE_SAME);
    KNOWN = Set.copyOf(known);
  }

  @Override
  public void apply(ObjectNode template, Findings findings) {
    ObjectNode resources = (ObjectNode) template.path("Resources");
    List<String> configurations =
        resources.properties().stream()
            .filter(resource -> resource.getValue().path("Type").asText().equals(CONFIGURATION))
            .map(Map.Entry::getKey)
            .toList();
    for (String configuration : configurations) {
      String launchTemplate = newId(configuration, resources);
      ObjectNode data = data(configuration, properties(resources, configuration));
      replace(resources, configuration, launchTemplate, data);
      refer(template, configuration, launchTemplate);
      findings.changed(
          "launch configuration %s became the launch template %s, with %s"
              .formatted(
                  configuration,
                  launchTemplate,
                  data.at("/MetadataOptions/HttpTokens").asText().equals("required")
                      ? "IMDSv2 alone"
                      : "IMDSv1 too, since its user data asks without a token"));
    }
  }

  private static String newId(String configuration, ObjectNode resources) {
    String id =
        configuration.contains("LaunchConfig")
            ? configuration.replace("LaunchConfig", "LaunchTemplate")
            : configuration + "LaunchTemplate";
    if (resources.has(id)) {
      throw new TemplateException(
          "has both %s and %s, so the former can't become a launch template"
              .formatted(configuration, id));
    }
    return id;
  }

  private static ObjectNode properties(ObjectNode resources, String configuration) {
    if (resources.path(configuration).path("Properties") instanceof ObjectNode properties) {
      return properties;
    }
    throw new TemplateException(
        "has the launch configuration %s without properties".formatted(configuration));
  }

  private static void replace(
      ObjectNode resources, String configuration, String launchTemplate, ObjectNode data) {
    ObjectNode resource = (ObjectNode) resources.remove(configuration);
    resource.put("Type", "AWS::EC2::LaunchTemplate");
    resource.putObject("Properties").set("LaunchTemplateData", data);
    resources.set(launchTemplate, resource);
  }

  private static ObjectNode data(String configuration, ObjectNode properties) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (!KNOWN.contains(property.getKey())) {
        throw new TemplateException(
            "has the launch configuration %s with %s, which Landfall can't carry over to a launch template"
                .formatted(configuration, property.getKey()));
      }
    }
    ObjectNode data = JSON.objectNode();
    for (String same : THE_SAME) {
      if (properties.has(same)) {
        data.set(same, properties.get(same));
      }
    }
    if (properties.has("IamInstanceProfile")) {
      JsonNode profile = properties.get("IamInstanceProfile");
      boolean arn = profile.has("Fn::GetAtt") || profile.asText().startsWith("arn:");
      data.putObject("IamInstanceProfile").set(arn ? "Arn" : "Name", profile);
    }
    // A launch configuration without it has detailed monitoring, a launch template has not.
    data.putObject("Monitoring")
        .set(
            "Enabled",
            properties.path("InstanceMonitoring").isMissingNode()
                ? JSON.booleanNode(true)
                : properties.get("InstanceMonitoring"));
    network(properties, data);
    metadata(properties, data);
    return data;
  }

  private static void network(ObjectNode properties, ObjectNode data) {
    JsonNode groups = properties.path("SecurityGroups");
    if (properties.has("AssociatePublicIpAddress")) {
      ObjectNode networkInterface = data.putArray("NetworkInterfaces").addObject();
      networkInterface.put("DeviceIndex", 0);
      networkInterface.set("AssociatePublicIpAddress", properties.get("AssociatePublicIpAddress"));
      if (!groups.isMissingNode()) {
        networkInterface.set("Groups", groups);
      }
    } else if (!groups.isMissingNode()) {
      data.set("SecurityGroupIds", groups);
    }
  }

  private static void metadata(ObjectNode properties, ObjectNode data) {
    ObjectNode options = data.putObject("MetadataOptions");
    if (properties.path("MetadataOptions") instanceof ObjectNode given) {
      options.setAll(given);
    }
    if (!UserData.of(properties).asksForMetadataWithoutToken()) {
      options.put("HttpTokens", "required");
    }
  }

  /** Lets groups launch from it, and the order of creation name it. */
  private static void refer(ObjectNode template, String configuration, String launchTemplate) {
    for (JsonNode resource : template.path("Resources")) {
      if (resource.path("Properties") instanceof ObjectNode properties
          && properties.at("/LaunchConfigurationName/Ref").asText().equals(configuration)) {
        properties.remove("LaunchConfigurationName");
        ObjectNode launch = properties.putObject("LaunchTemplate");
        launch.putObject("LaunchTemplateId").put("Ref", launchTemplate);
        launch
            .putObject("Version")
            .putArray("Fn::GetAtt")
            .add(launchTemplate)
            .add("LatestVersionNumber");
      }
      dependOn((ObjectNode) resource, configuration, launchTemplate);
    }
    if (References.ofTemplate(template).values().contains(configuration)) {
      throw new TemplateException(
          "refers to the launch configuration %s in a way that Landfall does not know"
              .formatted(configuration));
    }
  }

  private static void dependOn(ObjectNode resource, String configuration, String launchTemplate) {
    JsonNode dependsOn = resource.path("DependsOn");
    if (dependsOn.asText().equals(configuration)) {
      resource.put("DependsOn", launchTemplate);
    }
    if (dependsOn instanceof ArrayNode names) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).asText().equals(configuration)) {
          names.set(i, JSON.textNode(launchTemplate));
        }
      }
    }
  }
}
