package io.github.landfall.localaws.permissions;

import java.util.Map;

/**
 * What one call needs a permission for.
 *
 * @param action IAM's action, for example {@code sqs:SendMessage}
 * @param resource the ARN of what it reaches, or {@code *} where the action names no resource
 * @param context the condition keys that the call has, with their values
 */
public record Access(String action, String resource, Map<String, String> context) {

  Access(String action, String resource) {
    this(action, resource, Map.of());
  }

  @Override
  public String toString() {
    return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
  }
}
