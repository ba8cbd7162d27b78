package io.github.landfall.localaws.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The queue between a hub's finder and its workers: a message for each object to copy. */
final class TransferQueue {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 10;

  /** How many parts a large object has here. */
  private static final int PARTS = 3;

  private final SqsClient sqs;
  private final String url;
  private final AtomicInteger unfinished = new AtomicInteger();
  private boolean othersSend;

  TransferQueue(SqsClient sqs, String name) {
    this.sqs = sqs;
    this.url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  /**
   * An object to copy, or a part of one.
   *
   * @param part the part's number; 0 for an object
   */
  record Task(String key, long size, int part) {

    Task(String key, long size) {
      this(key, size, 0);
    }

    private String body() {
      ObjectNode body = JSON.createObjectNode();
      return part == 0
          ? body.put("key", key).put("size", size).toString()
          : body.put("objectKey", key)
              .put("partNumber", part)
              .put("totalPartsCount", PARTS)
              .put("uploadID", "upload")
              .put("bodyRange", "bytes=0-%d".formatted(size - 1))
              .toString();
    }
  }

  /** The parts of a large object, each a task. */
  static List<Task> parts(Task object) {
    return IntStream.rangeClosed(1, PARTS)
        .mapToObj(part -> new Task(object.key(), object.size() / PARTS, part))
        .toList();
  }

  /** A task that a worker received and has to delete, or to leave. */
  record Received(Task task, String receipt) {}

  void send(List<Task> tasks) {
    unfinished.addAndGet(tasks.size());
    for (int from = 0; from < tasks.size(); from += BATCH) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (Task task : tasks.subList(from, Math.min(from + BATCH, tasks.size()))) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(task.body())
                .build());
      }
      SendMessageBatchResponse response =
          sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
      if (response.hasFailed()) {
        throw new IllegalStateException("the transfer queue refused " + response.failed());
      }
    }
  }

  /** Others send messages, too, from now on. */
  void othersSend() {
    othersSend = true;
  }

  /** The next message that is visible. If nobody but this hub sends any, often none can be. */
  Optional<Received> receive() {
    if (unfinished.get() == 0 && !othersSend) {
      return Optional.empty();
    }
    List<Message> messages =
        sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(1)).messages();
    return messages.stream()
        .findFirst()
        .map(message -> new Received(task(message.body()), message.receiptHandle()));
  }

  /** Keeps a message from becoming visible for another while, as DTH's workers do. */
  void extend(Received received, int seconds) {
    sqs.changeMessageVisibility(
        request ->
            request.queueUrl(url).receiptHandle(received.receipt()).visibilityTimeout(seconds));
  }

  void delete(Received received) {
    unfinished.decrementAndGet();
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(received.receipt()));
  }

  /** How many messages are visible or in flight. */
  int busy() {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return counts.values().stream().mapToInt(Integer::parseInt).sum();
  }

  private static Task task(String body) {
    try {
      JsonNode message = JSON.readTree(body);
      return message.has("objectKey")
          ? new Task(message.get("objectKey").asText(), 1, message.required("partNumber").asInt())
          : new Task(message.required("key").asText(), message.required("size").asLong());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException("not a transfer message: " + body, e);
    }
  }
}
