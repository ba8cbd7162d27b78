package io.github.landfall.localaws.notices;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message that was published to a topic.
 *
 * @param topicArn the topic
 * @param subject the subject; empty when the publisher gave none
 * @param message the text
 * @param attributes the message attributes' names and values
 * @param time when it was published, in virtual time
 * @param mailedTo the topic's e-mail subscribers, each of whom got a mail of their own
 */
public record Notice(
    String topicArn,
    String subject,
    String message,
    Map<String, String> attributes,
    Instant time,
    List<String> mailedTo) {

  /** Keeps copies. */
  public Notice {
    attributes = Map.copyOf(attributes);
    mailedTo = List.copyOf(mailedTo);
  }
}
