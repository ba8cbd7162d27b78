package io.github.landfall.refresh.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The run queue, to which a message goes back when its time has not come.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>
 */
public final class RunQueue {

  private final Supplier<SqsClient> sqs;
  private final String queue;
  private final String deadLetterQueue;

  /**
   * @param sqs the client
   * @param queue the run queue's URL
   * @param deadLetterQueue its dead-letter queue's URL
   */
  public RunQueue(Supplier<SqsClient> sqs, String queue, String deadLetterQueue) {
    this.sqs = sqs;
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
  }

  /**
   * Has a message delivered again after a while.
   *
   * @param message the message, which is then reported as failed
   * @param wait how long, in whole seconds, 12 hours at most
   */
  public void deliverAgain(SQSMessage message, Duration wait) {
    sqs.get()
        .changeMessageVisibility(
            request ->
                request
                    .queueUrl(queue)
                    .receiptHandle(message.getReceiptHandle())
                    .visibilityTimeout(Math.toIntExact(wait.toSeconds())));
  }

  /**
   * Puts a message that nobody can handle into the dead-letter queue at once.
   *
   * @param message the message, which is then reported as handled
   * @param reason why; becomes the message attribute {@code reason}
   */
  public void reject(SQSMessage message, String reason) {
    sqs.get()
        .sendMessage(
            request ->
                request
                    .queueUrl(deadLetterQueue)
                    .messageBody(message.getBody())
                    .messageAttributes(
                        Map.of(
                            "reason",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(reason)
                                .build())));
  }
}
