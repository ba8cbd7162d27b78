package io.github.landfall.contract.transfer;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The messages of a queue. A message is in one of the three counts.
 *
 * @param visible waiting for a receiver
 * @param inFlight in a receiver's hands
 * @param delayed waiting for their delay
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
public record QueueCounts(int visible, int inFlight, int delayed) {

  /**
   * Counts.
   *
   * @param sqs the client
   * @param url the queue's URL
   */
  public static QueueCounts of(SqsClient sqs, String url) {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return new QueueCounts(
        Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
        Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
        Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
  }

  /** All messages, whatever their state. */
  public int all() {
    return visible + inFlight + delayed;
  }
}
