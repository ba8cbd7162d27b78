package io.github.landfall.localaws.notices;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.http.QueryProtocol;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
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
 * SNS on 127.0.0.1: takes Publish, checks it as SNS does, and mails the text to the topic's
 * subscribers.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class TopicService implements AutoCloseable {

  private static final String XML_NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int MESSAGE_BYTES = 262_144;
  private static final int SUBJECT_CHARACTERS = 100;
  private static final String SUBJECT_OF_MAILS_WITHOUT = "AWS Notification Message";
  private static final Set<String> KNOWN_IN_SUBSCRIPTION =
      Set.of("Endpoint", "Protocol", "Region", "TopicArn");

  private final InstantSource clock;
  private final NoticeMail mail;
  private final LocalEndpoint endpoint;
  private final Map<String, List<String>> addressesByTopic = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private int throttled;

  /**
   * Starts the service, without topics.
   *
   * @param clock the virtual clock
   * @param smtpPort the port on 127.0.0.1 that takes the mails
   */
  public TopicService(InstantSource clock, int smtpPort) {
    this.clock = clock;
    this.mail = new NoticeMail(smtpPort);
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
    properties.path("Subscription").forEach(subscription -> subscribe(arn, subscription));
  }

  /**
   * Adds a subscription to a topic that was added before.
   *
   * @param properties the resolved properties of its {@code AWS::SNS::Subscription}
   * @throws IllegalArgumentException when the topic is unknown, the protocol is not e-mail, or
   *     something else in it is not rehearsed
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
    if (!subscription.path("Protocol").asText().equals("email")) {
      throw new IllegalArgumentException(
          "only subscriptions of the protocol email are rehearsed: " + subscription);
    }
    if (!addressesByTopic.containsKey(topicArn)) {
      throw new IllegalArgumentException("subscription to an unknown topic: " + subscription);
    }
    addressesByTopic.get(topicArn).add(subscription.path("Endpoint").asText());
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
    List<String> addresses = addressesByTopic.get(topicArn);
    if (addresses == null) {
      throw new AwsFault("NotFound", 404, "Topic does not exist");
    }
    Instant now = clock.instant();
    for (String address : addresses) {
      mail(address, subject.isEmpty() ? SUBJECT_OF_MAILS_WITHOUT : subject, message, now);
    }
    notices.add(new Notice(topicArn, subject, message, attributes, now, addresses));
    String id = topicArn + " " + notices.size();
    return Map.of(
        "MessageId", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
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
