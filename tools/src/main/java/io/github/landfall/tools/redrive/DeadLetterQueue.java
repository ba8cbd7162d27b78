package io.github.landfall.tools.redrive;

import io.github.landfall.contract.transfer.QueueCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A dead-letter queue, from which messages are taken one batch after the other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>
 */
public final class DeadLetterQueue {

  /** SQS's limit of every batch. */
  public static final int BATCH = 10;

  /** Far longer than a batch takes; what a killed command had received comes back after it. */
  static final Duration HIDDEN = Duration.ofMinutes(5);

  /** With any wait SQS asks all its servers, so that an empty answer means an empty queue. */
  private static final int WAIT_SECONDS = 2;

  private final SqsClient sqs;
  private final String url;

  /**
   * @param sqs the client
   * @param url the queue's URL
   */
  public DeadLetterQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** The queue's name. */
  public String name() {
    return nameOf(url);
  }

  /** About how many messages can be received now. */
  public long waiting() {
    return QueueCounts.of(sqs, url).visible();
  }

  /** The URLs of the queues whose dead-letter queue it is. */
  public List<String> sources() {
    return sqs
        .listDeadLetterSourceQueuesPaginator(request -> request.queueUrl(url))
        .queueUrls()
        .stream()
        .toList();
  }

  /** The next messages, with all their attributes; empty if there is none. They are hidden now. */
  List<Message> receive() {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout(Math.toIntExact(HIDDEN.toSeconds()))
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  /**
   * Deletes messages.
   *
   * @param messages a batch at most
   * @return why SQS did not delete one, by the message's id; empty if all are deleted
   */
  Map<String, String> delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .receiptHandle(messages.get(i).receiptHandle())
              .build());
    }
    return refused(
        messages,
        sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries)).failed());
  }

  /** Lets messages be received again at once; one that is gone by now is passed over. */
  void show(Collection<Message> messages) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout(0)
              .build());
      if (entries.size() == BATCH) {
        show(entries);
        entries.clear();
      }
    }
    if (!entries.isEmpty()) {
      show(entries);
    }
  }

  private void show(List<ChangeMessageVisibilityBatchRequestEntry> entries) {
    sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
  }

  /** Why entries of a batch were refused, by the ids of their messages. */
  static Map<String, String> refused(List<Message> batch, List<BatchResultErrorEntry> failed) {
    Map<String, String> refused = new TreeMap<>();
    failed.forEach(
        entry ->
            refused.put(
                batch.get(Integer.parseInt(entry.id())).messageId(),
                entry.code() + ": " + entry.message()));
    return refused;
  }

  /** A queue's name, which both its URL and its ARN end with. */
  static String nameOf(String urlOrArn) {
    return urlOrArn.substring(Math.max(urlOrArn.lastIndexOf('/'), urlOrArn.lastIndexOf(':')) + 1);
  }
}
