package io.github.landfall.tools.redrive;

import io.github.landfall.tools.terminal.Progress;
import java.time.Instant;
import java.util.ArrayList;
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

  private final HeldMessages messages;
  private final Destination destination;
  private final Resending resending;
  private final Instant start;
  private final Progress progress;
  private final Redriven result = new Redriven();

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
    this.messages = new HeldMessages(deadLetters);
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
        messages.show();
      } catch (RuntimeException also) {
        // It comes back by itself, only later.
        e.addSuppressed(also);
      }
      throw e;
    } finally {
      progress.clear();
    }
    messages.show();
  }

  private void takeEachOnce(long atMost, Work work) {
    while (result.lookedAt() < atMost) {
      List<Message> fresh = messages.next();
      if (fresh.isEmpty()) {
        return;
      }
      byQueue(fresh).forEach(work::on);
      progress.show(() -> String.format(Locale.ROOT, "%,d messages looked at", result.lookedAt()));
    }
  }

  private Map<String, List<Message>> byQueue(List<Message> some) {
    Map<String, List<Message>> queues = new LinkedHashMap<>();
    for (Message message : some) {
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

  private void move(String queue, List<Message> all) {
    for (List<Message> batch : Resending.batches(all)) {
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
    Map<String, String> notDeleted = messages.delete(sent);
    notDeleted
        .values()
        .forEach(
            why ->
                result.addStaying(
                    "it was sent, but SQS did not delete it, and the next redrive sends it once more: "
                        + why));
    result.addSent(DeadLetterQueue.nameOf(queue), sent.size() - notDeleted.size());
  }
}
