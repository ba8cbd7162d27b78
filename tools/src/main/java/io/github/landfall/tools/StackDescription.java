package io.github.landfall.tools;

import java.util.Map;

/**
 * A CloudFormation stack as AWS describes it.
 *
 * @param name its name
 * @param arn its ARN
 * @param status such as {@code CREATE_COMPLETE}
 * @param parameters the values it was deployed with, by name
 * @param outputs its outputs, by name
 */
public record StackDescription(
    String name,
    String arn,
    String status,
    Map<String, String> parameters,
    Map<String, String> outputs) {

  /** Keeps copies. */
  public StackDescription {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /** The region that the stack is in. */
  public String region() {
    return arn.split(":", -1)[3];
  }
}
