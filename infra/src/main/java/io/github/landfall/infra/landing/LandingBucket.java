package io.github.landfall.infra.landing;

import io.github.landfall.infra.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The bucket in China that every partner's objects arrive in, each partner's under its name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Event
 *     types of S3</a>
 */
public final class LandingBucket extends Construct {

  /**
   * What becomes of objects. Of what the lifecycle rules do only the deletion of a current object
   * is told: that of an old version would count as a removal a month after the object was replaced.
   */
  private static final List<String> EVENTS =
      List.of(
          "s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:DeleteMarkerCreated");

  /**
   * How much longer an unfinished upload is kept than a part of it can wait in a transfer queue: a
   * part may be taken at the last moment and then be tried five times.
   */
  private static final int MARGIN_DAYS = 7;

  private final Bucket bucket;

  /**
   * Makes the bucket, which tells each partner's queue what becomes of the partner's objects.
   *
   * @param name the bucket's name; absent for a generated one
   * @param arrivals the partners' queues
   */
  public LandingBucket(Construct scope, Optional<String> name, ArrivalsQueues arrivals) {
    super(scope, "LandingBucket");
    bucket =
        new Bucket(
            this,
            "Resource",
            PrivateBucket.props(
                    LifecycleRule.builder()
                        .id("forget-old-versions")
                        .noncurrentVersionExpiration(Duration.days(30))
                        .abortIncompleteMultipartUploadAfter(
                            Duration.days(Transfer.QUEUE_RETENTION_DAYS + MARGIN_DAYS)))
                .bucketName(name.orElse(null))
                .build());
    tell(arrivals.queues());
  }

  /** The bucket itself. */
  public Bucket bucket() {
    return bucket;
  }

  /** CDK's own notifications are set by a custom resource; CloudFormation needs none. */
  private void tell(Map<String, Queue> queues) {
    CfnBucket resource = (CfnBucket) bucket.getNode().getDefaultChild();
    resource.setNotificationConfiguration(
        CfnBucket.NotificationConfigurationProperty.builder()
            .queueConfigurations(
                queues.entrySet().stream()
                    .flatMap(
                        queue ->
                            EVENTS.stream()
                                .map(event -> told(event, queue.getKey(), queue.getValue())))
                    .toList())
            .build());
    // S3 refuses the configuration unless it may send to each queue.
    queues.values().forEach(queue -> resource.getNode().addDependency(policy(queue)));
  }

  private static IConstruct policy(Queue queue) {
    return queue.getNode().findChild("Policy");
  }

  private static CfnBucket.QueueConfigurationProperty told(
      String event, String partner, Queue queue) {
    return CfnBucket.QueueConfigurationProperty.builder()
        .event(event)
        .queue(queue.getQueueArn())
        .filter(
            CfnBucket.NotificationFilterProperty.builder()
                .s3Key(
                    CfnBucket.S3KeyFilterProperty.builder()
                        .rules(
                            List.of(
                                // With the slash, no partner's prefix is another's beginning.
                                CfnBucket.FilterRuleProperty.builder()
                                    .name("prefix")
                                    .value(partner + "/")
                                    .build()))
                        .build())
                .build())
        .build();
  }
}
