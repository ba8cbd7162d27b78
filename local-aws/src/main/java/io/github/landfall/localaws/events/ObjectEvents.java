package io.github.landfall.localaws.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.server.ObjectChange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A bucket's events: tells queues what happens to its objects, as the bucket's notifications say.
 *
 * <p>S3 delivers an event at least once, mostly within seconds, and in no order. So some can be let
 * come late.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public final class ObjectEvents {

  /** One of so many events is late, where some are: five in a hundred. */
  private static final int LATE_EVERY = 20;

  /** How late, one after the other. */
  private static final List<Duration> LATENESS =
      List.of(Duration.ofMinutes(3), Duration.ofMinutes(25), Duration.ofMinutes(50));

  /** How events come. */
  public enum Punctuality {
    /** Each at once. */
    AT_ONCE,
    /** Five in a hundred some minutes late, or most of an hour. */
    SOME_LATE
  }

  private final String bucket;
  private final String region;
  private final boolean versioned;
  private final BucketNotifications notifications;
  private final QueueSender sender;
  private final InstantSource clock;
  private final Punctuality punctuality;
  private final List<Late> late = new ArrayList<>();
  private long told;

  private record Late(Instant due, String queue, String event) {}

  /**
   * Makes the events of a bucket.
   *
   * @param bucket the bucket's name
   * @param region its region, one of AWS China
   * @param versioned whether an object that is removed leaves a delete marker
   * @param notifications whom to tell of what
   * @param sender delivers to the queues
   * @param clock the virtual clock
   * @param punctuality how events come
   */
  public ObjectEvents(
      String bucket,
      String region,
      boolean versioned,
      BucketNotifications notifications,
      QueueSender sender,
      InstantSource clock,
      Punctuality punctuality) {
    this.bucket = bucket;
    this.region = region;
    this.versioned = versioned;
    this.notifications = notifications;
    this.sender = sender;
    this.clock = clock;
    this.punctuality = punctuality;
  }

  /** Sends what S3 sends to every queue when notifications are set up. */
  public synchronized void test() {
    ObjectNode test = JsonNodeFactory.instance.objectNode();
    test.put("Service", "Amazon S3");
    test.put("Event", "s3:TestEvent");
    test.put("Time", clock.instant().toString());
    test.put("Bucket", bucket);
    test.put("RequestId", "5582815E1AEA5ADF");
    test.put("HostId", "8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE");
    notifications.rules().stream()
        .map(BucketNotifications.Rule::queue)
        .distinct()
        .forEach(queue -> sender.send(queue, test.toString()));
  }

  /** Tells of a change; of other buckets' objects, nobody. */
  public synchronized void changed(ObjectChange change) {
    if (!change.bucket().equals(bucket)) {
      return;
    }
    String name = name(change);
    for (String queue : notifications.queues("s3:" + name, change.key())) {
      told++;
      String event = event(name, change).toString();
      if (punctuality == Punctuality.SOME_LATE && told % LATE_EVERY == 0) {
        Duration lateness = LATENESS.get((int) (told / LATE_EVERY % LATENESS.size()));
        late.add(new Late(clock.instant().plus(lateness), queue, event));
      } else {
        sender.send(queue, event);
      }
    }
  }

  /** Sends the late events that are due. */
  public synchronized void tick() {
    Instant now = clock.instant();
    List<Late> due =
        late.stream()
            .filter(event -> !event.due().isAfter(now))
            .sorted(Comparator.comparing(Late::due))
            .toList();
    late.removeAll(due);
    due.forEach(event -> sender.send(event.queue(), event.event()));
  }

  /** How many events are late and have not come yet. */
  public synchronized int outstanding() {
    return late.size();
  }

  private String name(ObjectChange change) {
    return switch (change.how()) {
      case PUT -> "ObjectCreated:Put";
      case COPY -> "ObjectCreated:Copy";
      case COMPLETE_MULTIPART_UPLOAD -> "ObjectCreated:CompleteMultipartUpload";
      case DELETE -> versioned ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete";
    };
  }

  private ObjectNode event(String name, ObjectChange change) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode told = event.putArray("Records").addObject();
    told.put("eventVersion", "2.1");
    told.put("eventSource", "aws:s3");
    told.put("awsRegion", region);
    told.put("eventTime", time());
    told.put("eventName", name);
    told.putObject("userIdentity").put("principalId", "AWS:AROAEXAMPLE:rehearsal");
    told.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    told.putObject("responseElements")
        .put("x-amz-request-id", "C3D13FE58DE4C810")
        .put("x-amz-id-2", "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD");
    ObjectNode s3 = told.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", id(bucket));
    ObjectNode of = s3.putObject("bucket");
    of.put("name", bucket);
    of.putObject("ownerIdentity").put("principalId", "A3NL1KOZZKExample");
    of.put("arn", "arn:aws-cn:s3:::" + bucket);
    ObjectNode object = s3.putObject("object");
    object.put("key", encoded(change.key()));
    if (change.how() != ObjectChange.How.DELETE) {
      object.put("size", change.size());
      object.put("eTag", change.entityTag());
    }
    if (versioned) {
      object.put("versionId", id(change.key() + this.told).replace("-", ""));
    }
    object.put("sequencer", "%018X".formatted(this.told));
    return event;
  }

  /** Always with milliseconds, as S3 writes them. */
  private String time() {
    String text = clock.instant().toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }

  private static String id(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A key as S3 writes it: like a form's field, but for the slashes. */
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
