package io.github.landfall.rehearsal.tools;

import io.github.landfall.rehearsal.http.AwsFault;
import io.github.landfall.rehearsal.http.LocalEndpoint;
import io.github.landfall.rehearsal.http.QueryProtocol;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** CloudFormation with Landfall's stack and the transfer stack of its one partner, northlight. */
final class DeployedStacks implements AutoCloseable {

  static final String PARTNER = "northlight";

  private static final String ARN =
      "arn:aws-cn:cloudformation:cn-northwest-1:111122223333:stack/%s/0a1b";

  private final Map<String, Map<String, String>> outputs;
  private final LocalEndpoint endpoint;

  /**
   * @param table the name that the transfer stack gives its table
   */
  DeployedStacks(String table) {
    outputs =
        Map.of(
            "Landfall",
            Map.of("TransferStack" + PARTNER, "transfer"),
            "transfer",
            Map.of(
                "CommonQueueNameEB26B1B7", "queue",
                "CommonDLQQueueName98D51C56", "dead-letters",
                "CommonTableName4099A6E9", table,
                "ECSStackTaskDefinitionNameE8E07C57", "finder"));
    endpoint =
        LocalEndpoint.start(
            new QueryProtocol(
                "http://cloudformation.amazonaws.com/doc/2010-05-15/",
                Map.of("DescribeStacks", this::describe, "ListStackResources", this::resources)));
  }

  URI uri() {
    return endpoint.uri();
  }

  private Map<String, ?> describe(SortedMap<String, String> form) {
    String name = form.get("StackName");
    if (!outputs.containsKey(name)) {
      throw new AwsFault("ValidationError", 400, "Stack with id " + name + " does not exist");
    }
    List<Map<String, String>> members =
        outputs.get(name).entrySet().stream()
            .map(output -> Map.of("OutputKey", output.getKey(), "OutputValue", output.getValue()))
            .toList();
    return Map.of(
        "Stacks",
        List.of(
            Map.of(
                "StackName",
                name,
                "StackId",
                ARN.formatted(name),
                "StackStatus",
                "CREATE_COMPLETE",
                "Outputs",
                members)));
  }

  private Map<String, ?> resources(SortedMap<String, String> form) {
    return Map.of(
        "StackResourceSummaries",
        List.of(
            Map.of(
                "ResourceType",
                "AWS::CloudWatch::Alarm",
                "PhysicalResourceId",
                "Landfall-transfer-" + PARTNER)));
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
