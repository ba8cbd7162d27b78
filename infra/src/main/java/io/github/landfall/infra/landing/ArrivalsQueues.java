package io.github.landfall.infra.landing;

import io.github.landfall.contract.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * Holds what S3 tells of each partner's objects until the arrivals function has written it down.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html">Granting
 *     S3 permissions to publish event notification messages</a>
 */
public final class ArrivalsQueues extends Construct {

  private static final Duration RETENTION = Duration.days(14);

  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private final Queue deadLetterQueue;
  private final Duration visibilityTimeout;

  /**
   * Makes a queue for each partner.
   *
   * @param bucket the landing bucket's name; absent for a generated one
   * @param functionTimeout how long one invocation of the arrivals function may take
   * @param window how long Lambda gathers events before it invokes
   */
  public ArrivalsQueues(
      Construct scope,
      List<String> partners,
      Optional<String> bucket,
      Duration functionTimeout,
      Duration window) {
    super(scope, "ArrivalsQueues");
    // Six times the function's timeout and the window, as Lambda's documentation recommends.
    visibilityTimeout = Duration.seconds(6 * seconds(functionTimeout) + seconds(window));
    deadLetterQueue = new Queue(this, "DeadLetters", encrypted().build());
    for (String partner : partners) {
      Queue queue = queue(partner);
      queue.addToResourcePolicy(bucketMaySend(queue, bucket));
      queues.put(partner, queue);
    }
  }

  /** The queues by partner, in the order in which the partners are configured. */
  public Map<String, Queue> queues() {
    return queues;
  }

  /** Where the events of all partners end that could not be written down. */
  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }

  private Queue queue(String partner) {
    return new Queue(
        this,
        partner,
        encrypted()
            // The functions take the partner from the name.
            .queueName(Names.ARRIVALS_QUEUE + partner)
            .visibilityTimeout(visibilityTimeout)
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetterQueue)
                    // With that timeout ten hours at least: while S3 takes nothing, nothing is
                    // lost. More would keep an event that nobody can read in the way of collecting.
                    .maxReceiveCount(100)
                    .build())
            .build());
  }

  /** The bucket's own ARN would make a circle: the bucket needs its queues first. */
  private PolicyStatement bucketMaySend(Queue queue, Optional<String> bucket) {
    Stack stack = Stack.of(this);
    String buckets =
        stack.formatArn(
            ArnComponents.builder()
                .service("s3")
                .region("")
                .account("")
                .resource(bucket.orElse("*"))
                .build());
    return new PolicyStatement(
        PolicyStatementProps.builder()
            .sid("LandingBucketMaySend")
            .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(
                Map.of(
                    "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                    "ArnLike", Map.of("aws:SourceArn", buckets)))
            .build());
  }

  private static int seconds(Duration duration) {
    return duration.toSeconds().intValue();
  }

  private static QueueProps.Builder encrypted() {
    return QueueProps.builder()
        // With a key of KMS, S3 would need a grant on it.
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(RETENTION);
  }
}
