package io.github.landfall.localaws.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which queues a bucket tells of what happens to its objects, as its template says.
 *
 * @param rules the rules, in the template's order
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-notificationconfiguration.html">AWS::S3::Bucket
 *     NotificationConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Event
 *     types and destinations</a>
 */
public record BucketNotifications(List<Rule> rules) {

  private static final Set<String> EVENTS =
      Set.of(
          "s3:ObjectCreated:*",
          "s3:ObjectCreated:Put",
          "s3:ObjectCreated:Post",
          "s3:ObjectCreated:Copy",
          "s3:ObjectCreated:CompleteMultipartUpload",
          "s3:ObjectRemoved:*",
          "s3:ObjectRemoved:Delete",
          "s3:ObjectRemoved:DeleteMarkerCreated",
          "s3:LifecycleExpiration:*",
          "s3:LifecycleExpiration:Delete",
          "s3:LifecycleExpiration:DeleteMarkerCreated");

  /** Keeps a copy. */
  public BucketNotifications {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param event the kind of event; a {@code *} at its end stands for all that begin so
   * @param prefix what keys begin with
   * @param queue the queue's ARN
   */
  public record Rule(String event, String prefix, String queue) {

    private boolean matches(String eventName, String key) {
      return key.startsWith(prefix)
          && (event.endsWith("*")
              ? eventName.startsWith(event.substring(0, event.length() - 1))
              : eventName.equals(event));
    }
  }

  /**
   * Reads a bucket's rules.
   *
   * @param bucket the resolved properties of an {@code AWS::S3::Bucket}
   * @throws IllegalArgumentException naming what S3 would refuse or the rehearsal does not know
   */
  public static BucketNotifications of(JsonNode bucket) {
    JsonNode configuration = bucket.path("NotificationConfiguration");
    Properties.onlyKnown(
        "the bucket's notifications", configuration, Set.of("QueueConfigurations"));
    List<Rule> rules = new ArrayList<>();
    for (JsonNode queue : configuration.path("QueueConfigurations")) {
      Rule rule = rule(queue);
      for (Rule earlier : rules) {
        if (overlap(rule, earlier)) {
          throw new IllegalArgumentException(
              "S3 would refuse two notifications that overlap: " + earlier + " and " + rule);
        }
      }
      rules.add(rule);
    }
    return new BucketNotifications(rules);
  }

  private static Rule rule(JsonNode queue) {
    Properties.onlyKnown("a notification to a queue", queue, Set.of("Event", "Filter", "Queue"));
    String event = queue.path("Event").asText();
    if (!EVENTS.contains(event)) {
      throw new IllegalArgumentException(
          "a notification to a queue: event '%s' is not rehearsed, only %s"
              .formatted(event, EVENTS.stream().sorted().toList()));
    }
    Properties.onlyKnown("a notification's filter", queue.path("Filter"), Set.of("S3Key"));
    JsonNode key = queue.path("Filter").path("S3Key");
    Properties.onlyKnown("a notification's filter", key, Set.of("Rules"));
    String prefix = "";
    for (JsonNode rule : key.path("Rules")) {
      if (!rule.path("Name").asText().equals("prefix")) {
        throw new IllegalArgumentException(
            "a notification's filter: only prefixes are rehearsed, not " + rule);
      }
      prefix = rule.path("Value").asText();
    }
    return new Rule(event, prefix, Properties.queueArn("a notification", queue.get("Queue")));
  }

  private static boolean overlap(Rule one, Rule other) {
    boolean prefixes =
        one.prefix().startsWith(other.prefix()) || other.prefix().startsWith(one.prefix());
    String a = one.event().replace("*", "");
    String b = other.event().replace("*", "");
    return prefixes && (a.startsWith(b) || b.startsWith(a));
  }

  /**
   * The queues that are told of an event.
   *
   * @param eventName for example {@code s3:ObjectCreated:Put}
   * @param key the object's key
   */
  List<String> queues(String eventName, String key) {
    return rules.stream()
        .filter(rule -> rule.matches(eventName, key))
        .map(Rule::queue)
        .distinct()
        .toList();
  }
}
