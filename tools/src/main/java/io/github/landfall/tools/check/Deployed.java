package io.github.landfall.tools.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What CloudFormation says of a stack.
 *
 * @param name its name
 * @param arn its ARN
 * @param status such as {@code UPDATE_COMPLETE}
 * @param parameters the values it was deployed with
 * @param outputs its outputs
 * @param resources what it consists of
 */
public record Deployed(
    String name,
    String arn,
    String status,
    Map<String, String> parameters,
    Map<String, String> outputs,
    List<Resource> resources) {

  /**
   * A resource of a stack.
   *
   * @param logicalId its id in the template
   * @param type its CloudFormation type
   * @param physicalId what CloudFormation knows it by: a name, an ARN, or a queue's URL
   */
  public record Resource(String logicalId, String type, String physicalId) {}

  /** Keeps copies. */
  public Deployed {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
    resources = List.copyOf(resources);
  }

  /** The resources of a type, such as {@code AWS::SQS::Queue}. */
  public List<Resource> ofType(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The first resource of a type whose logical id begins so. */
  public Optional<String> physicalId(String type, String logicalId) {
    return ofType(type).stream()
        .filter(resource -> resource.logicalId().startsWith(logicalId))
        .map(Resource::physicalId)
        .findFirst();
  }

  /**
   * The resource of a type whose logical id begins so, and does not contain another text.
   *
   * @throws IllegalArgumentException if there is none
   */
  public String physicalId(String type, String logicalId, String without) {
    return ofType(type).stream()
        .filter(resource -> resource.logicalId().startsWith(logicalId))
        .filter(resource -> !resource.logicalId().contains(without))
        .map(Resource::physicalId)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no " + logicalId));
  }

  /** The partition it is in: {@code aws-cn}, or {@code aws}. */
  public String partition() {
    return arn.split(":", -1)[1];
  }

  /** The region it is in. */
  public String region() {
    return arn.split(":", -1)[3];
  }

  /** A name that both the URL and the ARN of a queue end with. */
  public static String lastPart(String urlOrArn) {
    return urlOrArn.substring(Math.max(urlOrArn.lastIndexOf('/'), urlOrArn.lastIndexOf(':')) + 1);
  }
}
