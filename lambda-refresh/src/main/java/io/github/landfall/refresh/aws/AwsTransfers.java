package io.github.landfall.refresh.aws;

import io.github.landfall.refresh.WatchedTransfer;
import io.github.landfall.refresh.run.TransferState;
import io.github.landfall.refresh.run.Transfers;
import java.util.Map;
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

  private QueueCounts counts(String queue) {
    String url =
        queueUrls.computeIfAbsent(
            queue, name -> sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl());
    return QueueCounts.of(sqs.get(), url);
  }
}
