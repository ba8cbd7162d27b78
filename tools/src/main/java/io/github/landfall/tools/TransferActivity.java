package io.github.landfall.tools;

import io.github.landfall.refresh.aws.QueueCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

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
    underWay(stack.queue(), counts()).ifPresent(underWay::add);
    stack.mergeStateMachineArn().flatMap(this::merges).ifPresent(underWay::add);
    return underWay;
  }

  static Optional<String> underWay(String queue, QueueCounts counts) {
    return counts.all() == 0
        ? Optional.empty()
        : Optional.of(
            "the queue %s holds messages: %d visible, %d in flight, %d delayed"
                .formatted(queue, counts.visible(), counts.inFlight(), counts.delayed()));
  }

  private QueueCounts counts() {
    String url = sqs.getQueueUrl(request -> request.queueName(stack.queue())).queueUrl();
    return QueueCounts.of(sqs, url);
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
