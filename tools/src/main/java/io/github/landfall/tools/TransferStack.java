package io.github.landfall.tools;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployed Data Transfer Hub stack: a partner's transfer, by the names of its parts.
 *
 * @param name the stack's name
 * @param arn its ARN
 * @param region the region it is in
 * @param status CloudFormation's, such as {@code CREATE_COMPLETE}
 * @param edition the edition
 * @param queue the name of the transfer queue
 * @param deadLetterQueue the name of the queue of what could not be copied
 * @param table the name of the table that holds each object's latest copy
 * @param parameters the values it was deployed with, by Data Transfer Hub's names
 * @param outputs its outputs, by Data Transfer Hub's names
 */
public record TransferStack(
    String name,
    String arn,
    String region,
    String status,
    Edition edition,
    String queue,
    String deadLetterQueue,
    String table,
    Map<String, String> parameters,
    Map<String, String> outputs) {

  private static final String QUEUE = "CommonQueueNameEB26B1B7";
  private static final String DEAD_LETTER_QUEUE = "CommonDLQQueueName98D51C56";
  private static final String TABLE = "CommonTableName4099A6E9";
  private static final String FINDER_FAMILY = "ECSStackTaskDefinitionNameE8E07C57";
  private static final String MERGE = "MultiPartStateMachineSfnArnFA9E5135";

  /** Keeps copies. */
  public TransferStack {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /**
   * Recognises a Data Transfer Hub stack by its outputs, whose names are the same in every version
   * of an edition.
   *
   * @param stack the stack
   * @throws ToolException if it lacks one of them
   */
  public static TransferStack of(StackDescription stack) {
    Map<String, String> outputs = stack.outputs();
    List<String> missing =
        List.of(QUEUE, DEAD_LETTER_QUEUE, TABLE).stream()
            .filter(name -> !outputs.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      throw notRecognised(stack, "it has no output " + String.join(", ", missing));
    }
    if (!outputs.containsKey(FINDER_FAMILY) && !outputs.containsKey(MERGE)) {
      throw notRecognised(
          stack,
          "it has neither the output %s (edition ecs) nor %s (edition ec2)"
              .formatted(FINDER_FAMILY, MERGE));
    }
    return new TransferStack(
        stack.name(),
        stack.arn(),
        stack.region(),
        stack.status(),
        outputs.containsKey(FINDER_FAMILY) ? Edition.ECS : Edition.EC2,
        outputs.get(QUEUE),
        outputs.get(DEAD_LETTER_QUEUE),
        outputs.get(TABLE),
        stack.parameters(),
        outputs);
  }

  /** The task definition family of the finder; edition {@link Edition#ECS}. */
  public Optional<String> finderFamily() {
    return Optional.ofNullable(outputs.get(FINDER_FAMILY));
  }

  /** The ARN of the state machine that merges large objects; edition {@link Edition#EC2}. */
  public Optional<String> mergeStateMachineArn() {
    return Optional.ofNullable(outputs.get(MERGE));
  }

  private static ToolException notRecognised(StackDescription stack, String why) {
    return new ToolException(
        "the stack %s (%s) is not a complete Data Transfer Hub stack: %s"
            .formatted(stack.name(), stack.status(), why));
  }
}
