package io.github.landfall.infra.function;

import io.github.landfall.contract.Names;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.interfaces.events.IRuleRef;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetConfig;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * Holds what rules send until a function is done with it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a
 *     queue to use with Lambda</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html">Quotas
 *     of queue policies</a>
 */
public final class RuleQueue extends Construct {

  private static final Duration RETENTION = Duration.days(14);

  private final Queue queue;
  private final Queue deadLetterQueue;

  /**
   * Makes the queue and its dead-letter queue.
   *
   * @param functionTimeout how long one invocation of the function may take
   */
  public RuleQueue(Construct scope, String id, Duration functionTimeout) {
    super(scope, id);
    deadLetterQueue =
        new Queue(
            this,
            "DeadLetters",
            QueueProps.builder()
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(RETENTION)
                .build());
    queue =
        new Queue(
            this,
            "Resource",
            QueueProps.builder()
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(RETENTION)
                // Lambda wants the function's timeout at least. It recommends six times that, so
                // that a batch outlasts throttling; here a message that comes twice does no harm,
                // and one whose invocation died would wait for an hour.
                .visibilityTimeout(Duration.seconds(2 * functionTimeout.toSeconds().intValue()))
                .deadLetterQueue(
                    DeadLetterQueue.builder()
                        .queue(deadLetterQueue)
                        // "Not yet" is a redelivery here, not a failure: SQS's largest count, for
                        // ten days of them. The function moves malformed messages by itself.
                        .maxReceiveCount(1000)
                        .build())
                .build());
    rulesMaySend(queue);
    rulesMaySend(deadLetterQueue);
  }

  /** Where rules send events as they are; what can't be delivered is among the given up. */
  public IRuleTarget target() {
    return target(null);
  }

  /**
   * Where rules send messages of another form.
   *
   * @param message what the queue gets for an event
   */
  public IRuleTarget target(RuleTargetInput message) {
    return new Target(queue.getQueueArn(), deadLetterQueue.getQueueArn(), message);
  }

  /** The CDK's own target would add a statement a rule to each policy, which takes twenty. */
  private record Target(String queue, String deadLetterQueue, RuleTargetInput message)
      implements IRuleTarget {

    @Override
    public RuleTargetConfig bind(IRuleRef rule, String id) {
      return RuleTargetConfig.builder()
          .arn(queue)
          .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder().arn(deadLetterQueue).build())
          .input(message)
          .build();
    }

    @Override
    public RuleTargetConfig bind(IRuleRef rule) {
      return bind(rule, null);
    }
  }

  /**
   * The stack's rules, whose names begin with the stack's, whether we name them or CloudFormation.
   */
  private void rulesMaySend(Queue to) {
    String rules =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("events")
                    .resource("rule")
                    .resourceName(Names.STACK + "-*")
                    .build());
    to.addToResourcePolicy(
        new PolicyStatement(
            PolicyStatementProps.builder()
                .sid("RulesMaySend")
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(to.getQueueArn()))
                .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", rules)))
                .build()));
  }

  /** Where events wait for the function. */
  public Queue queue() {
    return queue;
  }

  /** Where events end that were given up. */
  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }
}
