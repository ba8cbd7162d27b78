package io.github.landfall.tools.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The partners' arrivals queues, which share one dead-letter queue.
 *
 * <p>A message that SQS moved names the queue it came from. One that somebody put there does not:
 * then the keys that it tells of begin with the partner's name. The function takes the partner from
 * the queue's name, so that a message must not come to another partner's queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage,
 *     DeadLetterQueueSourceArn</a>
 */
public final class ArrivalsDestination implements Destination {

  /** What the name of every arrivals queue begins with, whatever the stack is called. */
  private static final String QUEUE = "Landfall-arrivals-";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> urls = new TreeMap<>();

  /**
   * @param sources the arrivals queues' URLs
   */
  public ArrivalsDestination(List<String> sources) {
    sources.forEach(url -> urls.put(DeadLetterQueue.nameOf(url), url));
  }

  @Override
  public String of(Message message) throws UnknownException {
    String source =
        message.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    String queue = source == null ? QUEUE + partner(message) : DeadLetterQueue.nameOf(source);
    String url = urls.get(queue);
    if (url == null) {
      throw new UnknownException(
          "there is no queue %s (any more); expected one of %s".formatted(queue, urls.keySet()));
    }
    return url;
  }

  /** The folder that every object of a message's event lies in. */
  private static String partner(Message message) throws UnknownException {
    Set<String> folders = new TreeSet<>();
    try {
      for (JsonNode event : JSON.readTree(message.body()).path("Records")) {
        folders.add(event.at("/s3/object/key").asText().replaceFirst("/.*", ""));
      }
    } catch (JsonProcessingException e) {
      throw new UnknownException(
          "somebody put it there, and it can't be read: " + e.getOriginalMessage());
    }
    if (folders.size() != 1) {
      throw new UnknownException(
          "somebody put it there, and it tells of the folders %s; expected one partner's"
              .formatted(folders));
    }
    return folders.iterator().next();
  }
}
