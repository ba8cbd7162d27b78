package io.github.landfall.tools.redrive;

import io.github.landfall.tools.terminal.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Takes each message of a dead-letter queue once: receives it, sends it to its queue, deletes it.
 *
 * <p>SQS's own redrive is not there in the China regions. As a message is deleted only after it was
 * sent, one that is interrupted is in both queues for a while, and never in none.
 *
 * <p>What fails again comes back to the queue while it is being emptied. It carries the time at
 * which it was sent anew; a message that SQS itself moves keeps its old time. So what was sent
 * since the start is left for the next time, and the work ends.
 *
 * @see <a href="https://docs.amazonaws.cn/en_us/aws/latest/userguide/sqs.html">Amazon SQS in
 *     China</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues: the time of a message that moves</a>
 */
public final class Redriver {

  private final DeadLetterQueue deadLetters;
  private final Destination destination;
  private final Resending resending;
  private final Instant start;
  private final Progress progress;
  private final Redriven result = new Redriven();

  /** What was received and is still there, by its id: met again, it is passed over. */
  private final Map<String, Message> held = new HashMap<>();

  /**
   * @param deadLetters where the messages are
   * @param destination tells where each belongs
   * @param sqs sends them there
   * @param start what was sent then or later is left
   * @param progress told of each batch
   */
  public Redriver(
      DeadLetterQueue deadLetters,
      Destination destination,
      SqsClient sqs,
      Instant start,
      Progress progress) {
    this.deadLetters = deadLetters;
    this.destination = destination;
    this.resending = new Resending(sqs);
    this.start = start;
    this.progress = progress;
  }

  /** What it has come to so far, also if it broke off. */
  public Redriven result() {
    return result;
  }

  /** Moves every message that was there at the start. */
  public void redrive() {
    eachBatch(Long.MAX_VALUE, this::move);
  }

  /**
   * Looks at messages and leaves all of them.
   *
   * @param atMost after how many it ends
   */
  public void look(long atMost) {
    eachBatch(
        atMost, (queue, batch) -> result.addSent(DeadLetterQueue.nameOf(queue), batch.size()));
  }

  /** What is done with messages that belong to one queue. */
  private interface Work {
    void on(String queue, List<Message> batch);
  }

  private void eachBatch(long atMost, Work work) {
    try {
      takeEachOnce(atMost, work);
    } catch (RuntimeException e) {
      try {
        deadLetters.show(held.values());
      } catch (RuntimeException also) {
        // It comes back by itself, only later.
        e.addSuppressed(also);
      }
      throw e;
    } finally {
      progress.clear();
    }
    deadLetters.show(held.values());
  }

  private void takeEachOnce(long atMost, Work work) {
    int again = 0;
    // After so many in a row only what is held comes round: it is hidden for a while, not for ever.
    while (again <= held.size() && result.lookedAt() < atMost) {
      List<Message> received = deadLetters.receive();
      if (received.isEmpty()) {
        return;
      }
      List<Message> fresh = new ArrayList<>();
      for (Message message : received) {
        if (held.put(message.messageId(), message) == null) {
          fresh.add(message);
        }
      }
      again = fresh.isEmpty() ? again + received.size() : 0;
      byQueue(fresh).forEach(work::on);
      progress.show(() -> String.format(Locale.ROOT, "%,d messages looked at", result.lookedAt()));
    }
  }

  private Map<String, List<Message>> byQueue(List<Message> messages) {
    Map<String, List<Message>> queues = new LinkedHashMap<>();
    for (Message message : messages) {
      if (!sentAt(message).isBefore(start)) {
        result.addCameSince();
        continue;
      }
      try {
        queues.computeIfAbsent(destination.of(message), queue -> new ArrayList<>()).add(message);
      } catch (Destination.UnknownException e) {
        result.addStaying(e.getMessage());
      }
    }
    return queues;
  }

  private static Instant sentAt(Message message) {
    return Instant.ofEpochMilli(
        Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP)));
  }

  private void move(String queue, List<Message> messages) {
    for (List<Message> batch : Resending.batches(messages)) {
      Map<String, String> notSent = resending.send(queue, batch);
      notSent.values().forEach(why -> result.addStaying("SQS did not take it: " + why));
      List<Message> sent =
          batch.stream().filter(message -> !notSent.containsKey(message.messageId())).toList();
      if (!sent.isEmpty()) {
        delete(queue, sent);
      }
    }
  }

  private void delete(String queue, List<Message> sent) {
    Map<String, String> notDeleted = deadLetters.delete(sent);
    notDeleted
        .values()
        .forEach(
            why ->
                result.addStaying(
                    "it was sent, but SQS did not delete it, and the next redrive sends it once more: "
                        + why));
    sent.stream()
        .map(Message::messageId)
        .filter(id -> !notDeleted.containsKey(id))
        .forEach(held::remove);
    result.addSent(DeadLetterQueue.nameOf(queue), sent.size() - notDeleted.size());
  }
}
