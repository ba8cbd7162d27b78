package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Gives functions a runtime in which Lambda still creates them, in cn-northwest-1 too. Their code
 * stays as it was published: it needs the standard library and boto3, or Node's own modules.
 */
final class CurrentRuntimes implements Rewrite {

  private static final String PYTHON = "python3.13";
  private static final String NODE = "nodejs22.x";

  private static final Set<String> CURRENT =
      Set.of("python3.12", PYTHON, "python3.14", NODE, "nodejs24.x");

  private static final Set<String> OLD_PYTHON =
      Set.of("python3.6", "python3.7", "python3.8", "python3.9", "python3.10", "python3.11");

  private static final Set<String> OLD_NODE =
      Set.of("nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x");

  @Override
  public void apply(ObjectNode template, Findings findings) {
    for (Map.Entry<String, JsonNode> entry : template.path("Resources").properties()) {
      if (entry.getValue().path("Type").asText().equals("AWS::Lambda::Function")
          && entry.getValue().path("Properties") instanceof ObjectNode properties
          && properties.has("Runtime")) {
        String old = properties.path("Runtime").asText();
        if (OLD_PYTHON.contains(old)) {
          renew(entry.getKey(), properties, PYTHON, findings);
        } else if (OLD_NODE.contains(old)) {
          renew(entry.getKey(), properties, NODE, findings);
        } else if (!CURRENT.contains(old)) {
          findings.left(
              "function %s stays on %s, for which Landfall knows no other"
                  .formatted(entry.getKey(), properties.path("Runtime")));
        }
      }
    }
  }

  private static void renew(
      String function, ObjectNode properties, String runtime, Findings findings) {
    findings.changed(
        "function %s: %s became %s"
            .formatted(function, properties.path("Runtime").asText(), runtime));
    properties.put("Runtime", runtime);
  }
}
