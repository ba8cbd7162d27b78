package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Names what a template needs from elsewhere, when its stack is made and each time that one of its
 * parts starts. Nothing here can look it up: the stack may deploy and then copy nothing.
 */
final class Unchecked {

  /** Not the address at which an instance asks for its own metadata. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?!169\\.254\\.)[^\\s\"'`<>|;&)\\\\]+");

  private final JsonNode template;
  private final Set<String> partitions = new TreeSet<>();

  /** In which partitions what is said holds, by what is said. */
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();

  private final Map<String, Integer> functionsByBucket = new TreeMap<>();

  private Unchecked(JsonNode template) {
    this.template = template;
    for (JsonNode mapping : template.path("Mappings")) {
      mapping.fieldNames().forEachRemaining(this::addPartition);
    }
    if (partitions.isEmpty()) {
      partitions.add("aws");
    }
  }

  /** Adds a line for everything that is loaded from an address. */
  static void find(JsonNode template, Findings findings) {
    Unchecked unchecked = new Unchecked(template);
    for (JsonNode resource : template.path("Resources")) {
      unchecked.collect(resource);
    }
    unchecked.tell(findings);
  }

  private void addPartition(String name) {
    if (name.equals("aws") || name.startsWith("aws-")) {
      partitions.add(name);
    }
  }

  private void collect(JsonNode resource) {
    JsonNode properties = resource.path("Properties");
    JsonNode launch = properties.path("LaunchTemplateData");
    for (JsonNode script :
        List.of(
            properties.path("UserData"),
            launch.path("UserData"),
            resource.at("/Metadata/AWS::CloudFormation::Init"))) {
      for (String partition : partitions) {
        ADDRESS
            .matcher(new FilledIn(template, partition).text(script))
            .results()
            .map(MatchResult::group)
            .forEach(address -> need("that instances can download " + address, partition));
      }
    }
    for (JsonNode image : List.of(properties.path("ImageId"), launch.path("ImageId"))) {
      need("that there is the machine image ", defaultOf(image));
    }
    for (JsonNode container : properties.path("ContainerDefinitions")) {
      need("that there is the container image ", container.path("Image"));
    }
    need("that there is the container image ", properties.at("/Code/ImageUri"));
    if (resource.path("Type").asText().equals("AWS::CloudFormation::Stack")) {
      need("that there is the nested stack's template ", properties.path("TemplateURL"));
    }
    JsonNode bucket = properties.at("/Code/S3Bucket");
    if (!bucket.isMissingNode()) {
      functionsByBucket.merge(
          bucket.has("Fn::Sub") ? bucket.path("Fn::Sub").asText() : bucket.toString(),
          1,
          Integer::sum);
    }
  }

  /** What a parameter holds if nobody passes it. */
  private JsonNode defaultOf(JsonNode value) {
    JsonNode parameter = template.path("Parameters").path(value.path("Ref").asText());
    return parameter.has("Default") ? parameter.path("Default") : value;
  }

  private void need(String what, JsonNode address) {
    if (!address.isMissingNode()) {
      for (String partition : partitions) {
        need(what + new FilledIn(template, partition).text(address), partition);
      }
    }
  }

  private void need(String line, String partition) {
    needs.computeIfAbsent(line, added -> new TreeSet<>()).add(partition);
  }

  private void tell(Findings findings) {
    needs.forEach(
        (line, where) ->
            findings.left(
                "not checked here: %s%s"
                    .formatted(
                        line,
                        where.equals(partitions)
                            ? ""
                            : " (partition %s)".formatted(String.join(", ", where)))));
    functionsByBucket.forEach(
        (bucket, functions) ->
            findings.left(
                "not checked here: that the code of %d functions is in the bucket %s%s"
                    .formatted(
                        functions,
                        bucket,
                        bucket.startsWith("cdk-")
                            ? ", where only a deployment of Data Transfer Hub's own CDK app puts it"
                            : "")));
  }
}
