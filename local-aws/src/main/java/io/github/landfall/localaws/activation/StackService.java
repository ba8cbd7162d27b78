package io.github.landfall.localaws.activation;

import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.http.QueryProtocol;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * AWS CloudFormation on 127.0.0.1, as far as it tells of one stack that is deployed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
public final class StackService implements AutoCloseable {

  private static final String DEPLOYED = "2026-11-20T10:00:00Z";

  private final String stack;
  private final Map<String, String> outputs;
  private final List<StackResource> resources;
  private final LocalEndpoint endpoint;

  /**
   * A resource of the stack.
   *
   * @param logicalId its id in the template
   * @param type its CloudFormation type
   * @param physicalId its name
   */
  public record StackResource(String logicalId, String type, String physicalId) {}

  /**
   * Starts the service.
   *
   * @param stack the stack's name
   * @param outputs its outputs
   * @param resources its resources
   */
  public StackService(String stack, Map<String, String> outputs, List<StackResource> resources) {
    this.stack = stack;
    this.outputs = Map.copyOf(outputs);
    this.resources = List.copyOf(resources);
    this.endpoint =
        LocalEndpoint.start(
            new QueryProtocol(
                "http://cloudformation.amazonaws.com/doc/2010-05-15/",
                Map.of(
                    "DescribeStacks", this::describeStacks,
                    "ListStackResources", this::listStackResources)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private Map<String, ?> describeStacks(SortedMap<String, String> form) {
    check(form);
    List<Map<String, String>> told =
        outputs.entrySet().stream()
            .map(output -> Map.of("OutputKey", output.getKey(), "OutputValue", output.getValue()))
            .toList();
    return Map.of(
        "Stacks",
        List.of(
            Map.of(
                "StackName", stack,
                "StackStatus", "CREATE_COMPLETE",
                "CreationTime", DEPLOYED,
                "Outputs", told)));
  }

  private Map<String, ?> listStackResources(SortedMap<String, String> form) {
    check(form);
    return Map.of(
        "StackResourceSummaries",
        resources.stream()
            .map(
                resource ->
                    Map.of(
                        "LogicalResourceId", resource.logicalId(),
                        "PhysicalResourceId", resource.physicalId(),
                        "ResourceType", resource.type(),
                        "ResourceStatus", "CREATE_COMPLETE",
                        "LastUpdatedTimestamp", DEPLOYED))
            .toList());
  }

  private void check(SortedMap<String, String> form) {
    String asked = form.getOrDefault("StackName", stack);
    if (!asked.equals(stack)) {
      throw new AwsFault("ValidationError", 400, "Stack with id " + asked + " does not exist");
    }
  }
}
