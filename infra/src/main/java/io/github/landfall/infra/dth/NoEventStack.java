package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Removes the nested stack that would pass the partner's bucket's events to the queue. */
final class NoEventStack implements Rewrite {

  private static final String STACK = "EventStack";

  @Override
  public void apply(ObjectNode template, Findings findings) {
    JsonNode stack = template.path("Resources").path(STACK);
    if (stack.path("Type").asText().equals("AWS::CloudFormation::Stack")) {
      Set<String> removed = Removal.of(template, STACK);
      findings.changed(
          "no events of the source bucket: removed the nested stack "
              + String.join(", ", removed)
              + " and what only it uses");
    }
  }
}
