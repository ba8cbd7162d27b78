package io.github.landfall.tools;

import java.util.HashMap;
import java.util.Map;

/** Data Transfer Hub stacks of both editions, as CloudFormation describes them. */
final class ExampleStacks {

  static final String MERGE =
      "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:DTH-MultiPart-ControllerSM";

  private ExampleStacks() {}

  static StackDescription ecs() {
    return stack(
        Map.of(
            "destBucket", "landing", "destPrefix", "northlight", "ecsClusterName", "dth-cluster"),
        Map.of("ECSStackTaskDefinitionNameE8E07C57", "DTH-DTHFinderTask"));
  }

  static StackDescription ec2() {
    return stack(
        Map.of("destBucket", "landing", "destPrefix", "northlight"),
        Map.of("MultiPartStateMachineSfnArnFA9E5135", MERGE));
  }

  /** A stack with the outputs of every edition, and more. */
  static StackDescription stack(Map<String, String> parameters, Map<String, String> more) {
    Map<String, String> outputs = new HashMap<>(more);
    outputs.put("CommonQueueNameEB26B1B7", "DTH-S3TransferQueue-1");
    outputs.put("CommonDLQQueueName98D51C56", "DTH-S3TransferQueueDLQ-1");
    outputs.put("CommonTableName4099A6E9", "DTH-S3TransferTable-1");
    return new StackDescription(
        "DTH",
        "arn:aws-cn:cloudformation:cn-northwest-1:111122223333:stack/DTH/0a1b",
        "CREATE_COMPLETE",
        parameters,
        outputs);
  }
}
