package io.github.landfall.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What of a transfer is under way, beside its finder: messages in its queue, and merges. */
final class TransferActivity {

  private final TransferStack stack;
  private final SqsClient sqs;
  private final SfnClient stepFunctions;

  TransferActivity(TransferStack stack, SqsClient sqs, SfnClient stepFunctions) {
    this.stack = stack;
    this.sqs = sqs;
    this.stepFunctions = stepFunctions;
  }

  /** What is under way, a part of a sentence each; empty if nothing is. */
  List<String> underWay() {
    List<String> underWay = new ArrayList<>();
    counts().underWay(stack.queue()).ifPresent(underWay::add);
    stack.mergeStateMachineArn().flatMap(this::merges).ifPresent(underWay::add);
    return underWay;
  }

  /**
   * The messages of a queue. A message is in one of the three counts.
   *
   * @param visible waiting for a worker
   * @param inFlight in a worker's hands
   * @param delayed waiting for their delay
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
   */
  record Counts(long visible, long inFlight, long delayed) {

    Optional<String> underWay(String queue) {
      return visible + inFlight + delayed == 0
          ? Optional.empty()
          : Optional.of(
              "the queue %s holds messages: %d visible, %d in flight, %d delayed"
                  .formatted(queue, visible, inFlight, delayed));
    }
  }

  private Counts counts() {
    String url = sqs.getQueueUrl(request -> request.queueName(stack.queue())).queueUrl();
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return new Counts(
        Long.parseLong(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
        Long.parseLong(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
        Long.parseLong(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
  }

  private Optional<String> merges(String stateMachine) {
    List<String> running =
        stepFunctions
            .listExecutions(
                request ->
                    request
                        .stateMachineArn(stateMachine)
                        .statusFilter(ExecutionStatus.RUNNING)
                        .maxResults(10))
            .executions()
            .stream()
            .map(ExecutionListItem::name)
            .toList();
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of("large objects are being merged: " + String.join(", ", running));
  }
}
