package io.github.landfall.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/** Holds the events of runs until the refresh function is done with them. */
final class RunQueue extends Construct {

  private static final Duration RETENTION = Duration.days(14);

  private final Queue queue;
  private final Queue deadLetterQueue;

  RunQueue(Construct scope) {
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
                // Six times the function's timeout, as Lambda's documentation recommends.
                .visibilityTimeout(Duration.seconds(6 * RefreshFunction.TIMEOUT_SECONDS))
                .deadLetterQueue(
                    DeadLetterQueue.builder()
                        .queue(deadLetterQueue)
                        // "Not yet" is a redelivery here, not a failure: SQS's largest count, for
                        // ten days of them. The function moves malformed messages by itself.
                        .maxReceiveCount(1000)
                        .build())
                .build());
  }

  Queue queue() {
    return queue;
  }

  Queue deadLetterQueue() {
    return deadLetterQueue;
  }
}
