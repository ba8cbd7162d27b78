package io.github.landfall.localaws.transfer;

import java.util.Map;
import java.util.TreeMap;

/**
 * A deployed Data Transfer Hub stack for one partner: its parameters and the names it made.
 *
 * @param name the stack's physical name, which begins the names of its parts
 * @param edition the edition
 * @param parameters the template's parameters, resolved
 * @param queue the transfer queue's name
 * @param deadLetterQueue the name of its dead-letter queue
 * @param table the name of the table of objects
 * @param partition the ARNs' partition, {@code aws-cn}
 * @param region the ARNs' region
 * @param account the ARNs' account
 */
public record DthStack(
    String name,
    Edition edition,
    Map<String, String> parameters,
    String queue,
    String deadLetterQueue,
    String table,
    String partition,
    String region,
    String account) {

  /** Keeps a copy of the parameters. */
  public DthStack {
    parameters = Map.copyOf(parameters);
  }

  /** The outputs that a parent stack reads, by their documented names. */
  public Map<String, String> outputs() {
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("CommonQueueNameEB26B1B7", queue);
    outputs.put("CommonDLQQueueName98D51C56", deadLetterQueue);
    outputs.put("CommonTableName4099A6E9", table);
    outputs.put("CommonAlarmTopicName54A80B94", name + "-S3TransferAlarmTopic");
    switch (edition) {
      case ECS -> outputs.put("ECSStackTaskDefinitionNameE8E07C57", finderFamily());
      case EC2 -> {
        outputs.put("MultiPartStateMachineSfnArnFA9E5135", mergeStateMachine());
        outputs.put("FinderStackFinderLogGroupNameB966FCFB", finderLogGroup());
        outputs.put("EC2WorkerStackWorkerLogGroupName752FB4C3", name + "-WorkerLogGroup");
        outputs.put("EC2WorkerStackWorkerASGName4A04CB6D", name + "-Worker-ASG");
        outputs.put("CommonSplitPartTableName68CB1187", name + "-SplitPartTable");
        outputs.put("CommonStackName013B3BAB", name);
      }
    }
    return outputs;
  }

  /** The finder's task definition family; edition {@link Edition#ECS}. */
  public String finderFamily() {
    return name + "-DTHFinderTask";
  }

  /** The log group of the finder; edition {@link Edition#EC2}. */
  public String finderLogGroup() {
    return name + "-FinderStackFinderLogGroup-1A2B3C4D5E6F";
  }

  /** The ARN of the state machine that merges large objects; edition {@link Edition#EC2}. */
  public String mergeStateMachine() {
    return "arn:%s:states:%s:%s:stateMachine:%s-MultiPart-ControllerSM"
        .formatted(partition, region, account, name);
  }

  /**
   * The name of the ECS cluster that the finder runs on; edition {@link Edition#ECS}. Without the
   * parameter it is the cluster that ECS calls {@code default}.
   */
  public String cluster() {
    return parameters.getOrDefault("ecsClusterName", "default");
  }

  /** The prefix of what is copied from the source bucket; empty for all of it. */
  String sourcePrefix() {
    return parameters.getOrDefault("srcPrefix", "");
  }

  /** The key under which an object arrives: the source's key is kept whole. */
  String targetKey(String sourceKey) {
    String prefix = parameters.getOrDefault("destPrefix", "");
    return prefix.isEmpty() ? sourceKey : prefix + "/" + sourceKey;
  }

  /**
   * A parameter that the hub cannot do without.
   *
   * @throws IllegalArgumentException when it is absent
   */
  String parameter(String parameter) {
    String value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "parameter " + parameter + " of stack " + name + " is missing in " + parameters);
    }
    return value;
  }
}
