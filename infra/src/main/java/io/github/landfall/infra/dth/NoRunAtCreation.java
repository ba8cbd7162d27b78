package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Edition {@code ecs}: removes the custom resource that runs the finder once, at creation. */
final class NoRunAtCreation implements Rewrite {

  private static final String CUSTOM_RESOURCE = "ECSStackDRHS3CustomResource873D4CA4";

  @Override
  public void apply(ObjectNode template, Findings findings) {
    if (template.path("Resources").has(CUSTOM_RESOURCE)) {
      Set<String> removed = Removal.of(template, CUSTOM_RESOURCE);
      findings.changed(
          "no finder at creation: removed %s and the %d functions, roles and policies that only it uses"
              .formatted(CUSTOM_RESOURCE, removed.size() - 1));
    }
  }
}
