package io.github.landfall.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Data Transfer Hub stack as a partner of Landfall's configuration.
 *
 * @param partner the partner's block, as docs/configuration.md describes it
 * @param warnings what keeps Landfall from watching this stack, a sentence each
 */
record Adoption(Map<String, Object> partner, List<String> warnings) {

  /** As in the configuration's own check. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,16}[a-z0-9])?");

  private static final String EXPECTED_NAME =
      "1 to 18 of a-z, 0-9 and hyphens, with no hyphen first or last";

  private static final Set<String> COMPLETE =
      Set.of(
          "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_COMPLETE");

  /**
   * Describes the partner.
   *
   * @param stack the stack
   * @param name the partner's name; absent for the prefix that the stack writes to
   * @param landingBucket the name of Landfall's bucket; absent where Landfall is not deployed
   * @throws ToolException if there is no usable name
   */
  static Adoption of(TransferStack stack, Optional<String> name, Optional<String> landingBucket) {
    String prefix = stack.parameters().getOrDefault("destPrefix", "");
    String partner = name.orElse(folder(prefix));
    if (!NAME.matcher(partner).matches()) {
      throw new ToolException(
          name.isPresent()
              ? "--name is '%s', expected %s".formatted(partner, EXPECTED_NAME)
              : "the stack's destPrefix '%s' is no partner's name; expected --name with %s"
                  .formatted(prefix, EXPECTED_NAME));
    }
    List<String> warnings = new ArrayList<>();
    if (!COMPLETE.contains(stack.status())) {
      warnings.add(
          "the stack's status is %s: wait until it is complete, then run this again"
              .formatted(stack.status()));
    }
    if (!folder(prefix).equals(partner)) {
      warnings.add(
          "the stack writes to destPrefix '%s', but Landfall refreshes the folder '%s' alone; give both the same name"
              .formatted(prefix, partner));
    }
    bucketWarning(stack, landingBucket).ifPresent(warnings::add);
    Map<String, Object> adopt = new LinkedHashMap<>();
    adopt.put("stack", stack.name());
    adopt.put("queue", stack.queue());
    adopt.put("deadLetterQueue", stack.deadLetterQueue());
    adopt.put("table", stack.table());
    stack.finderFamily().ifPresent(family -> putFinder(stack, family, adopt, warnings));
    stack.mergeStateMachineArn().ifPresent(arn -> adopt.put("mergeStateMachineArn", arn));
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("name", partner);
    block.put("adopt", adopt);
    return new Adoption(block, List.copyOf(warnings));
  }

  /** Data Transfer Hub adds a slash to {@code destPrefix}, unless it ends with one. */
  private static String folder(String destPrefix) {
    return destPrefix.endsWith("/") ? destPrefix.substring(0, destPrefix.length() - 1) : destPrefix;
  }

  private static Optional<String> bucketWarning(
      TransferStack stack, Optional<String> landingBucket) {
    String bucket = stack.parameters().getOrDefault("destBucket", "");
    if (landingBucket.isEmpty()) {
      return Optional.of(
          "Landfall is not deployed here, so nobody knows yet whether the stack's destBucket '%s' is its landing bucket"
              .formatted(bucket));
    }
    return bucket.equals(landingBucket.get())
        ? Optional.empty()
        : Optional.of(
            "the stack writes to destBucket '%s', but Landfall's landing bucket is '%s'; update the stack with that one"
                .formatted(bucket, landingBucket.get()));
  }

  private static void putFinder(
      TransferStack stack, String family, Map<String, Object> adopt, List<String> warnings) {
    String cluster = stack.parameters().getOrDefault("ecsClusterName", "");
    if (cluster.isEmpty()) {
      warnings.add(
          "the stack has no ecsClusterName: add cluster and finderFamily ('%s') by hand, else nobody asks whether the finder runs"
              .formatted(family));
      return;
    }
    adopt.put("cluster", cluster);
    adopt.put("finderFamily", family);
  }
}
