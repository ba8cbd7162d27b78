package io.github.landfall.localaws.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a queue of the rehearsal is created with.
 *
 * @param name the queue's name
 * @param visibilityTimeout how long a received message stays invisible, in whole seconds
 * @param delay how long a sent message stays invisible at first, in whole seconds
 * @param redrive where messages go that were received too often; empty if they stay
 */
public record QueueSettings(
    String name, Duration visibilityTimeout, Duration delay, Optional<Redrive> redrive) {

  /**
   * The way of a message that fails again and again.
   *
   * @param deadLetterQueue the name of the dead-letter queue
   * @param maxReceiveCount how often a message is received before it moves there
   */
  public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

  /**
   * The settings in the resolved properties of an {@code AWS::SQS::Queue}, with CloudFormation's
   * defaults for what they leave out: 30 s of visibility timeout, no delay.
   *
   * @param name the queue's physical name
   * @param properties the resource's {@code Properties}, without intrinsic functions
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html">AWS::SQS::Queue</a>
   */
  public static QueueSettings of(String name, JsonNode properties) {
    JsonNode redrive = properties.path("RedrivePolicy");
    return new QueueSettings(
        name,
        Duration.ofSeconds(properties.path("VisibilityTimeout").asLong(30)),
        Duration.ofSeconds(properties.path("DelaySeconds").asLong(0)),
        redrive.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Redrive(
                    lastPart(redrive.required("deadLetterTargetArn").asText()),
                    redrive.required("maxReceiveCount").asInt())));
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
