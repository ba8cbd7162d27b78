package io.github.landfall.infra.chat;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.config.ChatRobot;
import io.github.landfall.infra.notices.NoticeTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscriptionProps;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/**
 * Holds a robot's messages until its group has them. A queue a robot, so that one that is down
 * holds up no other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html">Queues
 *     that subscribe to a topic</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html">Dead-letter
 *     queues of subscriptions</a>
 */
public final class RobotQueue extends Construct {

  /**
   * How long a message waits that a robot did not take. It is also the pace of repetitions: with
   * {@link #MAX_RECEIVES} a robot may be down for almost an hour. Lambda wants the function's
   * timeout at least; this is three times that.
   */
  private static final Duration VISIBILITY = Duration.minutes(2);

  private static final int MAX_RECEIVES = 30;

  private final ChatRobot robot;
  private final Queue queue;
  private final Queue deadLetterQueue;

  /** Makes the queues, and has the first subscribe to the topic of the robot's audience. */
  RobotQueue(Construct scope, ChatRobot robot, NoticeTopics topics) {
    super(scope, "Robot-" + robot.name());
    this.robot = robot;
    String name = Names.CHAT_QUEUE + robot.name();
    deadLetterQueue =
        new Queue(
            this,
            "DeadLetters",
            encrypted(name + Names.DEAD_LETTERS).retentionPeriod(Duration.days(14)).build());
    queue =
        new Queue(
            this,
            "Resource",
            encrypted(name)
                // What a group did not read in a day, it read in its mails.
                .retentionPeriod(Duration.days(1))
                .visibilityTimeout(VISIBILITY)
                .deadLetterQueue(
                    DeadLetterQueue.builder()
                        .queue(deadLetterQueue)
                        .maxReceiveCount(MAX_RECEIVES)
                        .build())
                .build());
    boolean operations = robot.audience() == ChatRobot.Audience.OPERATIONS;
    Topic topic = operations ? topics.operations() : topics.notices();
    SqsSubscriptionProps.Builder subscription =
        SqsSubscriptionProps.builder().deadLetterQueue(deadLetterQueue);
    if (!robot.partners().isEmpty()) {
      subscription.filterPolicy(Map.of("partner", filter(robot.partners(), operations)));
    }
    topic.addSubscription(new SqsSubscription(queue, subscription.build()));
  }

  /**
   * Alarms have no attributes, and a filter policy lets nothing through that lacks one it names.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html">Attribute
   *     key matching</a>
   */
  private static SubscriptionFilter filter(List<String> partners, boolean alarmsToo) {
    List<Object> accepted = new ArrayList<>(partners);
    if (alarmsToo) {
      accepted.add(Map.of("exists", false));
    }
    return new SubscriptionFilter(accepted);
  }

  /** SQS's own key: with one of KMS, SNS would need a grant on it. */
  private static QueueProps.Builder encrypted(String name) {
    return QueueProps.builder()
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true);
  }

  /** The robot. */
  public ChatRobot robot() {
    return robot;
  }

  /** Where its messages wait. */
  public Queue queue() {
    return queue;
  }

  /** Where messages end that were given up. */
  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }
}
