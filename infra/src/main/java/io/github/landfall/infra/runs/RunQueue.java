package io.github.landfall.infra.runs;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.events.targets.SqsQueueProps;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * Holds the events of runs until the refresh function is done with them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a
 *     queue to use with Lambda</a>
 */
public final class RunQueue extends Construct {

  private static final Duration RETENTION = Duration.days(14);

  private final Queue queue;
  private final Queue deadLetterQueue;

  /**
   * Makes the queue and its dead-letter queue.
   *
   * @param functionTimeout how long one invocation of the refresh function may take
   */
  public RunQueue(Construct scope, Duration functionTimeout) {
    super(scope, "RunQueue");
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
  }

  /** Where rules send a run's events to; what can't be delivered is among the given up. */
  IRuleTarget target() {
    return new SqsQueue(queue, SqsQueueProps.builder().deadLetterQueue(deadLetterQueue).build());
  }

  /** Where a run's events wait for the refresh function. */
  public Queue queue() {
    return queue;
  }

  /** Where events end that were given up. */
  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }
}
