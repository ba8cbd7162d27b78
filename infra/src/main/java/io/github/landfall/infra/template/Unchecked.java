package io.github.landfall.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Names what a template needs from elsewhere, which nothing here can look up. */
final class Unchecked {

  private Unchecked() {}

  /** Adds a line for each bucket with functions' code, and for each container image. */
  static void find(JsonNode template, Findings findings) {
    Map<String, Integer> buckets = new TreeMap<>();
    for (JsonNode resource : template.path("Resources")) {
      JsonNode bucket = resource.at("/Properties/Code/S3Bucket");
      if (!bucket.isMissingNode()) {
        buckets.merge(
            bucket.has("Fn::Sub") ? bucket.path("Fn::Sub").asText() : bucket.toString(),
            1,
            Integer::sum);
      }
      for (JsonNode container : resource.at("/Properties/ContainerDefinitions")) {
        if (container.path("Image").isTextual()) {
          findings.left(
              "not checked: that the container image %s can be pulled"
                  .formatted(container.path("Image").asText()));
        }
      }
    }
    buckets.forEach(
        (bucket, functions) ->
            findings.left(
                "not checked: that the code of %d functions is in the bucket %s%s"
                    .formatted(
                        functions,
                        bucket,
                        bucket.startsWith("cdk-")
                            ? ", where only a deployment of Data Transfer Hub's own CDK app puts it"
                            : "")));
  }
}
