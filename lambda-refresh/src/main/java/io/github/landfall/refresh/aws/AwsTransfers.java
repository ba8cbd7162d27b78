package io.github.landfall.refresh.aws;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.run.TransferState;
import io.github.landfall.refresh.run.Transfers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Reads a transfer's state from SQS, ECS and Step Functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html">ListExecutions</a>
 */
public final class AwsTransfers implements Transfers {

  /** A receive gives some of the messages, not always the same ones. */
  private static final int LOOKS = 3;

  private static final int MAX_RECEIVED = 10;

  private final Supplier<SqsClient> sqs;
  private final Supplier<EcsClient> ecs;
  private final Supplier<SfnClient> stepFunctions;
  private final Map<String, String> queueUrls = new ConcurrentHashMap<>();

  /**
   * @param sqs the client for the queues
   * @param ecs the client for finder tasks
   * @param stepFunctions the client for merges
   */
  public AwsTransfers(
      Supplier<SqsClient> sqs, Supplier<EcsClient> ecs, Supplier<SfnClient> stepFunctions) {
    this.sqs = sqs;
    this.ecs = ecs;
    this.stepFunctions = stepFunctions;
  }

  @Override
  public TransferState observe(WatchedTransfer transfer) {
    boolean finderRunning = finderRunning(transfer);
    QueueCounts queue = counts(transfer.queue());
    boolean mergeRunning = mergeRunning(transfer);
    QueueCounts dead = counts(transfer.deadLetterQueue());
    return new TransferState(
        finderRunning,
        queue.visible(),
        queue.inFlight(),
        queue.delayed(),
        mergeRunning,
        dead.visible());
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

  private boolean mergeRunning(WatchedTransfer transfer) {
    return transfer.mergeStateMachine() != null
        && !stepFunctions
            .get()
            .listExecutions(
                request ->
                    request
                        .stateMachineArn(transfer.mergeStateMachine())
                        .statusFilter(ExecutionStatus.RUNNING)
                        .maxResults(1))
            .executions()
            .isEmpty();
  }

  @Override
  public int unreadArrivals(String partner) {
    return counts(Names.ARRIVALS_QUEUE + partner).all();
  }

  /** Looks at messages without taking them: they stay visible, and nothing deletes them. */
  @Override
  public List<String> failed(WatchedTransfer transfer, int most) {
    Set<String> keys = new LinkedHashSet<>();
    for (int look = 0; look < LOOKS && keys.size() < most; look++) {
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
    return keys.stream().sorted().limit(most).toList();
  }

  private QueueCounts counts(String queue) {
    return QueueCounts.of(sqs.get(), url(queue));
  }

  private String url(String queue) {
    return queueUrls.computeIfAbsent(
        queue, name -> sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl());
  }
}
