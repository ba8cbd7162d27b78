package io.github.landfall.tools.aws;

import java.net.URI;
import java.util.Map;

/** CloudFormation with Landfall's stack and the transfer stack of its one partner. */
final class DeployedStacks implements AutoCloseable {

  static final String PARTNER = "northlight";

  private final RecordedAws aws = new RecordedAws();

  /**
   * @param table the name that the transfer stack gives its table
   */
  DeployedStacks(String table) {
    aws.stack("Landfall", Map.of(), Map.of("TransferStack" + PARTNER, "transfer"))
        .resource("Landfall", "Alarm", "AWS::CloudWatch::Alarm", "Landfall-transfer-" + PARTNER)
        .stack(
            "transfer",
            Map.of(),
            Map.of(
                "CommonQueueNameEB26B1B7", "queue",
                "CommonDLQQueueName98D51C56", "dead-letters",
                "CommonTableName4099A6E9", table,
                "ECSStackTaskDefinitionNameE8E07C57", "finder"));
  }

  URI uri() {
    return aws.uri();
  }

  @Override
  public void close() {
    aws.close();
  }
}
