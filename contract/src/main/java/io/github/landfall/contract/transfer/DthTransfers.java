package io.github.landfall.contract.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Asks the parts of a Data Transfer Hub stack: its finder's task, its queue, its merges. Past this
 * class the code knows a transfer, not DTH.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html">ListExecutions</a>
 */
public final class DthTransfers implements Transfers {

  /** A receive gives some of the messages, not always the same ones. */
  private static final int LOOKS = 3;

  private static final int MAX_RECEIVED = 10;

  private static final int MAX_MERGES_NAMED = 10;

  private final Supplier<SqsClient> sqs;
  private final Supplier<EcsClient> ecs;
  private final Supplier<SfnClient> stepFunctions;
  private final Map<String, String> queueUrls = new ConcurrentHashMap<>();

  /**
   * @param sqs the client for the queues
   * @param ecs the client for finder tasks
   * @param stepFunctions the client for merges
   */
  public DthTransfers(
      Supplier<SqsClient> sqs, Supplier<EcsClient> ecs, Supplier<SfnClient> stepFunctions) {
    this.sqs = sqs;
    this.ecs = ecs;
    this.stepFunctions = stepFunctions;
  }

  /** Asks the finder, then the queue, then the merges: work only ever moves that way. */
  @Override
  public TransferState observe(WatchedTransfer transfer) {
    List<String> reasons = new ArrayList<>();
    boolean finderRunning = finderRunning(transfer);
    if (finderRunning) {
      reasons.add("the finder is running");
    }
    QueueCounts queue = counts(transfer.queue());
    if (queue.all() > 0) {
      reasons.add(
          "the queue %s holds messages: %d visible, %d in flight, %d delayed"
              .formatted(transfer.queue(), queue.visible(), queue.inFlight(), queue.delayed()));
    }
    List<String> merges = merges(transfer);
    if (!merges.isEmpty()) {
      reasons.add("large objects are being merged: " + String.join(", ", merges));
    }
    return reasons.isEmpty()
        ? new TransferState.Over(counts(transfer.deadLetterQueue()).visible())
        : new TransferState.Busy(reasons, queue.all(), finderRunning);
  }

  private boolean finderRunning(WatchedTransfer transfer) {
    return transfer.finderFamily() != null
        // Desired status RUNNING covers tasks that are still being provisioned.
        && !ecs.get()
            .listTasks(
                request ->
                    request
                        .cluster(transfer.cluster())
                        .family(transfer.finderFamily())
                        .desiredStatus(DesiredStatus.RUNNING))
            .taskArns()
            .isEmpty();
  }

  private List<String> merges(WatchedTransfer transfer) {
    if (transfer.mergeStateMachine() == null) {
      return List.of();
    }
    return stepFunctions
        .get()
        .listExecutions(
            request ->
                request
                    .stateMachineArn(transfer.mergeStateMachine())
                    .statusFilter(ExecutionStatus.RUNNING)
                    .maxResults(MAX_MERGES_NAMED))
        .executions()
        .stream()
        .map(ExecutionListItem::name)
        .toList();
  }

  /** Looks at messages without taking them: they stay visible, and nothing deletes them. */
  @Override
  public List<String> failed(WatchedTransfer transfer, int maximum) {
    Set<String> keys = new LinkedHashSet<>();
    for (int look = 0; look < LOOKS && keys.size() < maximum; look++) {
      sqs.get()
          .receiveMessage(
              request ->
                  request
                      .queueUrl(url(transfer.deadLetterQueue()))
                      .maxNumberOfMessages(MAX_RECEIVED)
                      .visibilityTimeout(0))
          .messages()
          .forEach(message -> keys.add(TransferMessage.key(message.body())));
    }
    return keys.stream().sorted().limit(maximum).toList();
  }

  private QueueCounts counts(String queue) {
    return QueueCounts.of(sqs.get(), url(queue));
  }

  private String url(String queue) {
    return queueUrls.computeIfAbsent(
        queue, name -> sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl());
  }
}
