package io.github.landfall.tools.redrive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends messages to a queue as they were received from another: the same body, the same attributes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
final class Resending {

  /**
   * The largest sum of a batch's messages, in bytes. SQS documents 1 MiB now, and did 256 KiB until
   * 2025, as pages of AWS China still do. The smaller one is right in both; a message of its own
   * may be larger.
   *
   * @see <a
   *     href="https://docs.amazonaws.cn/sdkfornet/v3/apidocs/items/SQS/MSQSSendMessageBatchStringList!SendMessageBatchRequestEntry!.html">256
   *     KiB in the China regions' pages</a>
   */
  private static final long BATCH_BYTES = 256 * 1024;

  private final SqsClient sqs;

  Resending(SqsClient sqs) {
    this.sqs = sqs;
  }

  /** Divides messages into batches that SQS takes in one call. */
  static List<List<Message>> batches(List<Message> messages) {
    List<List<Message>> batches = new ArrayList<>();
    List<Message> batch = new ArrayList<>();
    long bytes = 0;
    for (Message message : messages) {
      long more = bytes(message);
      if (batch.size() == DeadLetterQueue.BATCH
          || (!batch.isEmpty() && bytes + more > BATCH_BYTES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(message);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /**
   * Sends a batch.
   *
   * @param queue the URL of the queue
   * @param batch one of {@link #batches}
   * @return why SQS did not take one, by the message's id; empty if it took all
   */
  Map<String, String> send(String queue, List<Message> batch) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : batch) {
      entries.add(entry(Integer.toString(entries.size()), message));
    }
    return DeadLetterQueue.refused(
        batch, sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries)).failed());
  }

  private static SendMessageBatchRequestEntry entry(String id, Message message) {
    SendMessageBatchRequestEntry.Builder entry =
        SendMessageBatchRequestEntry.builder()
            .id(id)
            .messageBody(message.body())
            .messageAttributes(message.messageAttributes());
    // The only system attribute that can be sent; the others tell of the old message's way.
    String trace = message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
    if (trace != null) {
      entry.messageSystemAttributes(
          Map.of(
              MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
              MessageSystemAttributeValue.builder().dataType("String").stringValue(trace).build()));
    }
    return entry.build();
  }

  /** What counts towards a message's size: the body, and name, type and value of attributes. */
  private static long bytes(Message message) {
    long bytes = bytes(message.body());
    for (Map.Entry<String, MessageAttributeValue> attribute :
        message.messageAttributes().entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      bytes += bytes(attribute.getKey()) + bytes(value.dataType());
      bytes +=
          value.binaryValue() == null
              ? bytes(value.stringValue())
              : value.binaryValue().asByteArrayUnsafe().length;
    }
    return bytes;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
