package io.github.landfall.tools.redrive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes each message of a dead-letter queue once. What is not deleted then is shown again. */
public final class HeldMessages {

  private final DeadLetterQueue queue;

  /** What was received and is still there, by its id: met again, it is passed over. */
  private final Map<String, Message> held = new LinkedHashMap<>();

  private int again;

  /**
   * @param queue the queue
   */
  public HeldMessages(DeadLetterQueue queue) {
    this.queue = queue;
  }

  /** The next messages that were not met before; empty if there is none. */
  public List<Message> next() {
    // After so many in a row only what is held comes round: it is hidden for a while, not for ever.
    while (again <= held.size()) {
      List<Message> received = queue.receive();
      if (received.isEmpty()) {
        return List.of();
      }
      List<Message> fresh = new ArrayList<>();
      for (Message message : received) {
        if (held.put(message.messageId(), message) == null) {
          fresh.add(message);
        }
      }
      if (!fresh.isEmpty()) {
        again = 0;
        return fresh;
      }
      again += received.size();
    }
    return List.of();
  }

  /**
   * Deletes messages.
   *
   * @param messages a batch at most
   * @return why SQS did not delete one, by the message's id; empty if all are deleted
   */
  public Map<String, String> delete(List<Message> messages) {
    Map<String, String> refused = queue.delete(messages);
    messages.stream()
        .map(Message::messageId)
        .filter(id -> !refused.containsKey(id))
        .forEach(held::remove);
    return refused;
  }

  /** How many are held. */
  public int size() {
    return held.size();
  }

  /** Lets what is held be received again at once. */
  public void show() {
    queue.show(held.values());
  }
}
