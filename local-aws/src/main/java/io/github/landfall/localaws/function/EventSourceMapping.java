package io.github.landfall.localaws.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.server.QueueServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Lambda's side of a queue that triggers a function: it fetches messages, calls the function, and
 * deletes what the function has done.
 *
 * <p>It makes one call at a time, so its largest concurrency plays no part. A batch is as large as
 * its messages are many; Lambda's limit of 6 MB a call is not kept.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     Amazon SQS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 *     errors for an SQS event source</a>
 */
public final class EventSourceMapping {

  /**
   * The operations of SQS that Lambda calls with the function's role.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions">Setting
   *     up execution role permissions</a>
   */
  public static final List<String> OPERATIONS =
      List.of("DeleteMessage", "GetQueueAttributes", "ReceiveMessage");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The most messages that one receive gives. */
  private static final int RECEIVE_LIMIT = 10;

  private final QueueServer queues;
  private final SqsClient sqs;
  private final InstantSource clock;
  private final String queueUrl;
  private final String queueArn;
  private final String region;
  private final int batchSize;
  private final Duration window;
  private final boolean reportsBatchItemFailures;
  private final UnaryOperator<String> function;
  private final Consumer<FunctionException> failures;
  private Optional<Instant> collectingSince = Optional.empty();
  private int calls = 1;

  /**
   * Makes a mapping that a template describes.
   *
   * @param properties the resolved properties of an {@code AWS::Lambda::EventSourceMapping}
   * @param queues the server that the queue is on
   * @param clock the virtual clock, for the batching window
   * @param queueUrl the URL of the queue
   * @param function takes the event and gives the response, both as JSON, or throws a {@link
   *     FunctionException}
   * @param failures is told when the function fails on a batch, which then stays in the queue
   * @throws IllegalArgumentException if the properties ask for something that this does not do
   */
  public EventSourceMapping(
      JsonNode properties,
      QueueServer queues,
      InstantSource clock,
      String queueUrl,
      UnaryOperator<String> function,
      Consumer<FunctionException> failures) {
    for (String unsupported : List.of("FilterCriteria", "DestinationConfig")) {
      if (properties.has(unsupported)) {
        throw new IllegalArgumentException(
            "the rehearsal's event source mapping does not know " + unsupported);
      }
    }
    this.queues = queues;
    this.sqs = queues.client();
    this.clock = clock;
    this.queueUrl = queueUrl;
    this.queueArn = properties.required("EventSourceArn").asText();
    this.region = queueArn.split(":", -1)[3];
    this.batchSize = properties.path("BatchSize").asInt(10);
    this.window = Duration.ofSeconds(properties.path("MaximumBatchingWindowInSeconds").asLong(0));
    if (batchSize > RECEIVE_LIMIT && window.isZero()) {
      throw new IllegalArgumentException(
          "Lambda would refuse batches of %d without a batching window of a second or more"
              .formatted(batchSize));
    }
    this.reportsBatchItemFailures =
        properties.path("FunctionResponseTypes").toString().contains("ReportBatchItemFailures");
    this.function = function;
    this.failures = failures;
  }

  /** The ARN of the queue that it fetches messages from. */
  public String queueArn() {
    return queueArn;
  }

  /**
   * Calls the function twice with each batch from now on, and deletes its messages once: SQS
   * delivers at least once, and Lambda may well call twice.
   */
  public void repeatBatches() {
    calls = 2;
  }

  /**
   * Fetches up to one batch of messages, without waiting, and calls the function with it; where
   * there is a batching window, only once the batch is full or the window over.
   *
   * @return how many messages the function was called with; 0 if none was visible, or it is too
   *     early
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Batching
   *     window</a>
   */
  public int poll() {
    if (!due()) {
      return 0;
    }
    List<Message> batch = receive();
    if (batch.isEmpty()) {
      return 0;
    }
    Set<String> failed = Set.of();
    try {
      String event = event(batch);
      for (int call = 0; call < calls; call++) {
        failed = failed(function.apply(event), batch);
      }
    } catch (FunctionException e) {
      failures.accept(e);
      return batch.size();
    }
    for (Message message : batch) {
      if (!failed.contains(message.messageId())) {
        sqs.deleteMessage(
            request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
    return batch.size();
  }

  private boolean due() {
    int visible = queues.counts(queueUrl).visible();
    if (visible == 0) {
      collectingSince = Optional.empty();
      return false;
    }
    Instant now = clock.instant();
    Instant since = collectingSince.orElse(now);
    boolean due = visible >= batchSize || !now.isBefore(since.plus(window));
    collectingSince = due ? Optional.empty() : Optional.of(since);
    return due;
  }

  private List<Message> receive() {
    List<Message> batch = new ArrayList<>();
    while (batch.size() < batchSize) {
      int wanted = Math.min(RECEIVE_LIMIT, batchSize - batch.size());
      List<Message> received =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(queueUrl)
                          .maxNumberOfMessages(wanted)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                          .messageAttributeNames("All"))
              .messages();
      if (received.isEmpty()) {
        break;
      }
      batch.addAll(received);
    }
    return batch;
  }

  private String event(List<Message> batch) {
    ObjectNode event = JSON.createObjectNode();
    for (Message message : batch) {
      ObjectNode item = event.withArray("Records").addObject();
      item.put("messageId", message.messageId());
      item.put("receiptHandle", message.receiptHandle());
      item.put("body", message.body());
      ObjectNode attributes = item.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      ObjectNode messageAttributes = item.putObject("messageAttributes");
      message
          .messageAttributes()
          .forEach((name, value) -> messageAttributes.set(name, messageAttribute(value)));
      item.put("md5OfBody", message.md5OfBody());
      item.put("eventSource", "aws:sqs");
      item.put("eventSourceARN", queueArn);
      item.put("awsRegion", region);
    }
    return event.toString();
  }

  private static ObjectNode messageAttribute(MessageAttributeValue value) {
    ObjectNode attribute = JSON.createObjectNode();
    if (value.stringValue() != null) {
      attribute.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      attribute.put("binaryValue", value.binaryValue().asByteArray());
    }
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    attribute.put("dataType", value.dataType());
    return attribute;
  }

  /**
   * The ids of the messages that stay in the queue. A response that Lambda cannot read, or that
   * names a message that is not in the batch, fails the whole batch.
   */
  private Set<String> failed(String response, List<Message> batch) {
    if (!reportsBatchItemFailures) {
      return Set.of();
    }
    Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    JsonNode failures;
    try {
      failures = JSON.readTree(response).path("batchItemFailures");
    } catch (JsonProcessingException e) {
      return ids;
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      failed.add(failure.path("itemIdentifier").asText());
    }
    return ids.containsAll(failed) ? failed : ids;
  }
}
