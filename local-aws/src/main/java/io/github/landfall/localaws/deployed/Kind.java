package io.github.landfall.localaws.deployed;

/** What an account holds, by what it is asked for. */
public enum Kind {
  /** A CloudFormation stack, by its name: as DescribeStacks has it, with Resources and Template. */
  STACK,
  /** A rule of EventBridge, by its name: as DescribeRule has it, with Targets. */
  RULE,
  /** A function, by its name: as GetFunctionConfiguration has it. */
  FUNCTION,
  /** An event source mapping, by its UUID: as GetEventSourceMapping has it. */
  MAPPING,
  /** An alarm, by its name: as DescribeAlarms has it. */
  ALARM,
  /** A topic, by its ARN: its Subscriptions, as ListSubscriptionsByTopic has them. */
  TOPIC,
  /** A queue, by its name: the attributes that it has beside those of its server. */
  QUEUE,
  /** An Auto Scaling group, by its name: as DescribeAutoScalingGroups has it. */
  GROUP,
  /** An ECS cluster, by its ARN: as DescribeClusters has it. */
  CLUSTER,
  /** A task definition, by its ARN: as DescribeTaskDefinition has it. */
  TASK_DEFINITION,
  /** A bucket, by its name: its QueueConfigurations, as a notification configuration has them. */
  BUCKET,
  /** A log group, by its name: its events, as FilterLogEvents has them. */
  LOG_GROUP
}
