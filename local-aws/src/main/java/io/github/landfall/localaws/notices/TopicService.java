package io.github.landfall.localaws.notices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.events.QueueSender;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.http.QueryProtocol;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * SNS on 127.0.0.1: takes Publish, checks it as SNS does, mails the text to the topic's
 * subscribers, and puts a notification into the queues that subscribe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Notifications
 *     in a queue</a>
 */
public final class TopicService implements AutoCloseable {

  private static final String XML_NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int MESSAGE_BYTES = 262_144;
  private static final int SUBJECT_CHARACTERS = 100;
  private static final String SUBJECT_OF_MAILS_WITHOUT = "AWS Notification Message";
  private static final Set<String> KNOWN_IN_SUBSCRIPTION =
      Set.of("Endpoint", "FilterPolicy", "Protocol", "RedrivePolicy", "Region", "TopicArn");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * A queue that subscribes.
   *
   * @param arn its ARN
   * @param filter what it gets
   */
  private record SubscribedQueue(String arn, FilterPolicy filter) {}

  private final InstantSource clock;
  private final NoticeMail mail;
  private final QueueSender queues;
  private final LocalEndpoint endpoint;
  private final Map<String, List<String>> addressesByTopic = new LinkedHashMap<>();
  private final Map<String, List<SubscribedQueue>> queuesByTopic = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private int throttled;

  /**
   * Starts the service, without topics.
   *
   * @param clock the virtual clock
   * @param smtpPort the port on 127.0.0.1 that takes the mails
   * @param queues puts notifications into queues
   */
  public TopicService(InstantSource clock, int smtpPort, QueueSender queues) {
    this.clock = clock;
    this.mail = new NoticeMail(smtpPort);
    this.queues = queues;
    this.endpoint =
        LocalEndpoint.start(new QueryProtocol(XML_NAMESPACE, Map.of("Publish", this::publish)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /**
   * Adds a topic.
   *
   * @param arn the topic's ARN
   * @param properties the resolved properties of its {@code AWS::SNS::Topic}
   * @throws IllegalArgumentException when it has subscriptions that the rehearsal cannot serve
   */
  public synchronized void addTopic(String arn, JsonNode properties) {
    addressesByTopic.put(arn, new ArrayList<>());
    queuesByTopic.put(arn, new ArrayList<>());
    properties.path("Subscription").forEach(subscription -> subscribe(arn, subscription));
  }

  /**
   * Adds a subscription to a topic that was added before.
   *
   * @param properties the resolved properties of its {@code AWS::SNS::Subscription}
   * @throws IllegalArgumentException when the topic is unknown, the protocol is neither e-mail nor
   *     SQS, or something else in it is not rehearsed
   */
  public synchronized void addSubscription(JsonNode properties) {
    subscribe(properties.path("TopicArn").asText(), properties);
  }

  /**
   * Lets the next calls of Publish fail with SNS's throttling error. The SDK's own repetitions
   * count as calls.
   *
   * @param calls how many
   */
  public synchronized void throttleNext(int calls) {
    throttled = calls;
  }

  /** Everything that was published so far, in order. */
  public synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private void subscribe(String topicArn, JsonNode subscription) {
    for (Iterator<String> names = subscription.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN_IN_SUBSCRIPTION.contains(name)) {
        throw new IllegalArgumentException(
            "subscription property " + name + " is not rehearsed: " + subscription);
      }
    }
    if (!addressesByTopic.containsKey(topicArn)) {
      throw new IllegalArgumentException("subscription to an unknown topic: " + subscription);
    }
    String subscriber = subscription.path("Endpoint").asText();
    switch (subscription.path("Protocol").asText()) {
      case "email" -> {
        if (subscription.has("FilterPolicy")) {
          throw new IllegalArgumentException(
              "mails with a filter policy are not rehearsed: " + subscription);
        }
        addressesByTopic.get(topicArn).add(subscriber);
      }
      case "sqs" ->
          queuesByTopic
              .get(topicArn)
              .add(
                  new SubscribedQueue(
                      subscriber, FilterPolicy.of(subscription.path("FilterPolicy"))));
      default ->
          throw new IllegalArgumentException(
              "only subscriptions of the protocols email and sqs are rehearsed: " + subscription);
    }
  }

  /**
   * Publishes what a service of AWS publishes by itself, such as an alarm: without attributes.
   *
   * @param topicArn a topic that was added
   */
  public synchronized void publish(String topicArn, String subject, String message) {
    deliver(topicArn, subject, message, Map.of());
  }

  private synchronized Map<String, String> publish(SortedMap<String, String> form) {
    if (throttled > 0) {
      throttled--;
      throw new AwsFault("Throttled", 429, "Rate exceeded");
    }
    String topicArn = form.getOrDefault("TopicArn", "");
    if (topicArn.isEmpty()) {
      throw invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    String message = form.getOrDefault("Message", "");
    if (message.isEmpty()) {
      throw invalid("Empty message");
    }
    String subject = form.getOrDefault("Subject", "");
    if (form.containsKey("Subject") && !allowed(subject)) {
      throw invalid("Subject");
    }
    Map<String, String> attributes = attributes(form);
    if (bytes(message) + bytes(attributes.toString()) > MESSAGE_BYTES) {
      throw invalid("Message too long");
    }
    return Map.of("MessageId", deliver(topicArn, subject, message, attributes));
  }

  private String deliver(
      String topicArn, String subject, String message, Map<String, String> attributes) {
    List<String> addresses = addressesByTopic.get(topicArn);
    if (addresses == null) {
      throw new AwsFault("NotFound", 404, "Topic does not exist");
    }
    Instant now = clock.instant();
    for (String address : addresses) {
      mail(address, subject.isEmpty() ? SUBJECT_OF_MAILS_WITHOUT : subject, message, now);
    }
    notices.add(new Notice(topicArn, subject, message, attributes, now, addresses));
    String name = topicArn + " " + notices.size();
    String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    for (SubscribedQueue queue : queuesByTopic.get(topicArn)) {
      if (queue.filter().accepts(attributes)) {
        queues.send(
            queue.arn(), notification(topicArn, id, subject, message, attributes, now).toString());
      }
    }
    return id;
  }

  /** What a queue gets without raw delivery; but for the signature, which nobody here checks. */
  private static ObjectNode notification(
      String topicArn,
      String id,
      String subject,
      String message,
      Map<String, String> attributes,
      Instant time) {
    ObjectNode notification = JSON.objectNode();
    notification.put("Type", "Notification").put("MessageId", id).put("TopicArn", topicArn);
    if (!subject.isEmpty()) {
      notification.put("Subject", subject);
    }
    notification
        .put("Message", message)
        .put("Timestamp", TIME.format(time))
        .put("SignatureVersion", "1");
    if (!attributes.isEmpty()) {
      ObjectNode all = notification.putObject("MessageAttributes");
      attributes.forEach(
          (name, value) -> all.putObject(name).put("Type", "String").put("Value", value));
    }
    return notification;
  }

  private static boolean allowed(String subject) {
    return !subject.isBlank()
        && subject.length() < SUBJECT_CHARACTERS
        && subject.chars().noneMatch(Character::isISOControl);
  }

  /** Reads {@code MessageAttributes.entry.N.Name} and its {@code Value.…}, counted from 1. */
  private static Map<String, String> attributes(SortedMap<String, String> form) {
    Map<String, String> attributes = new TreeMap<>();
    String entry = "MessageAttributes.entry.1.";
    for (int i = 1; form.containsKey(entry + "Name"); ) {
      String name = form.get(entry + "Name");
      String type = form.getOrDefault(entry + "Value.DataType", "");
      String value =
          type.startsWith("Binary")
              ? decoded(form.getOrDefault(entry + "Value.BinaryValue", ""))
              : form.getOrDefault(entry + "Value.StringValue", "");
      if (!type.matches("(String|Number|Binary)(\\..+)?")) {
        throw new AwsFault(
            "ParameterValueInvalid",
            400,
            "The message attribute '"
                + name
                + "' has an invalid message attribute type, the set of supported type prefixes is"
                + " Binary, Number, and String.");
      }
      if (value.isEmpty()) {
        throw new AwsFault(
            "ParameterValueInvalid",
            400,
            "The message attribute '"
                + name
                + "' must contain non-empty message attribute value for message attribute type '"
                + type
                + "'.");
      }
      attributes.put(name, value);
      i++;
      entry = "MessageAttributes.entry." + i + ".";
    }
    return attributes;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static AwsFault invalid(String what) {
    return new AwsFault("InvalidParameter", 400, "Invalid parameter: " + what);
  }

  private void mail(String address, String subject, String message, Instant now) {
    try {
      mail.send(address, subject, message, now);
    } catch (MessagingException e) {
      throw new IllegalStateException("no mail to " + address + ": " + e.getMessage(), e);
    }
  }
}
