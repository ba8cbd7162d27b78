package io.github.landfall.contract.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

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

  /** SQS's limit of every batch. */
  private static final int BATCH = 10;

  /** Longer than the queue takes to be read; then messages are shown again, whatever happened. */
  private static final int HIDDEN_SECONDS = 120;

  /** How many dead letters are read: some tens of seconds of them. */
  private static final int MAX_READ = 10_000;

  /** How many failed objects are named. */
  private static final int MAX_NAMED = 10;

  /** A merge of the largest object that S3 takes is done sooner. */
  private static final Duration MAX_MERGE = Duration.ofHours(6);

  /**
   * What lies in a dead-letter queue of a run.
   *
   * @param keys the objects' keys
   * @param inParts how many of them failed in parts
   * @param unread how many messages there was no time to read
   */
  private record DeadLetters(Set<String> keys, int inParts, int unread) {}

  private final Supplier<SqsClient> sqs;
  private final Supplier<EcsClient> ecs;
  private final Supplier<SfnClient> stepFunctions;
  private final InstantSource clock;
  private final Map<String, String> queueUrls = new ConcurrentHashMap<>();

  /**
   * @param sqs the client for the queues
   * @param ecs the client for finder tasks
   * @param stepFunctions the client for merges
   * @param clock the time
   */
  public DthTransfers(
      Supplier<SqsClient> sqs,
      Supplier<EcsClient> ecs,
      Supplier<SfnClient> stepFunctions,
      InstantSource clock) {
    this.sqs = sqs;
    this.ecs = ecs;
    this.stepFunctions = stepFunctions;
    this.clock = clock;
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
    List<String> merges =
        merges(transfer, ExecutionStatus.RUNNING)
            .filter(merge -> !stuck(merge))
            .limit(MAX_NAMED)
            .map(ExecutionListItem::name)
            .toList();
    if (!merges.isEmpty()) {
      reasons.add("large objects are being merged: " + String.join(", ", merges));
    }
    return reasons.isEmpty()
        ? new TransferState.Over()
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

  /** The executions of a status, the latest first. */
  private Stream<ExecutionListItem> merges(WatchedTransfer transfer, ExecutionStatus status) {
    return transfer.mergeStateMachine() == null
        ? Stream.empty()
        : stepFunctions
            .get()
            .listExecutionsPaginator(
                request ->
                    request.stateMachineArn(transfer.mergeStateMachine()).statusFilter(status))
            .executions()
            .stream();
  }

  /** A merge polls its own parts without a timeout: if one of them failed, it does not end. */
  private boolean stuck(ExecutionListItem merge) {
    return merge.startDate().isBefore(clock.instant().minus(MAX_MERGE));
  }

  /** Merges of this run that failed, or that nobody should wait for. */
  private List<String> failedMerges(WatchedTransfer transfer, Instant since) {
    return Stream.of(
            merges(transfer, ExecutionStatus.RUNNING).filter(this::stuck),
            merges(transfer, ExecutionStatus.FAILED),
            merges(transfer, ExecutionStatus.TIMED_OUT),
            merges(transfer, ExecutionStatus.ABORTED))
        .flatMap(all -> all.takeWhile(merge -> !merge.startDate().isBefore(since)))
        .map(ExecutionListItem::name)
        .sorted()
        .toList();
  }

  @Override
  public FailedObjects failed(WatchedTransfer transfer, Instant since) {
    List<String> merges = failedMerges(transfer, since);
    DeadLetters letters = deadLetters(transfer, since);
    // An object whose parts failed has a merge that waits for them: it is one object.
    int others = Math.max(0, merges.size() - letters.inParts());
    return new FailedObjects(
        letters.keys().size() + letters.unread() + others,
        Stream.concat(
                letters.keys().stream(),
                others == 0 ? Stream.empty() : merges.stream().map(name -> "merge " + name))
            .limit(MAX_NAMED)
            .toList(),
        merges);
  }

  /**
   * Reads the dead-letter queue and leaves it as it was. A message keeps the time at which the
   * finder queued it, also in the dead-letter queue: so what failed on earlier nights, and is not
   * tried any more, is told apart from what failed now.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Retention
   *     in dead-letter queues</a>
   */
  private DeadLetters deadLetters(WatchedTransfer transfer, Instant since) {
    int total = counts(transfer.deadLetterQueue()).visible();
    if (total == 0) {
      return new DeadLetters(new TreeSet<>(), 0, 0);
    }
    String url = url(transfer.deadLetterQueue());
    List<Message> read = new ArrayList<>();
    try {
      for (List<Message> some = receive(url); !some.isEmpty(); some = receive(url)) {
        read.addAll(some);
        if (read.size() >= MAX_READ) {
          break;
        }
      }
    } finally {
      show(url, read);
    }
    Set<String> keys = new TreeSet<>();
    Set<String> inParts = new TreeSet<>();
    for (Message message : read) {
      if (!sent(message).isBefore(since)) {
        TransferMessage object = TransferMessage.of(message.body());
        keys.add(object.name());
        if (object.part()) {
          inParts.add(object.name());
        }
      }
    }
    // What there was no time to read may be of this run.
    int unread = read.size() < MAX_READ ? 0 : Math.max(0, total - read.size());
    return new DeadLetters(keys, inParts.size(), unread);
  }

  /** With any wait SQS asks all its servers, so that an empty answer means an empty queue. */
  private List<Message> receive(String url) {
    return sqs.get()
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout(HIDDEN_SECONDS)
                    .waitTimeSeconds(1)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
        .messages();
  }

  private static Instant sent(Message message) {
    return Instant.ofEpochMilli(
        Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP)));
  }

  /** Lets messages be received again at once; one that is gone by now is passed over. */
  private void show(String url, List<Message> messages) {
    for (int from = 0; from < messages.size(); from += BATCH) {
      List<Message> some = messages.subList(from, Math.min(messages.size(), from + BATCH));
      sqs.get()
          .changeMessageVisibilityBatch(
              request ->
                  request
                      .queueUrl(url)
                      .entries(
                          IntStream.range(0, some.size())
                              .mapToObj(
                                  i ->
                                      ChangeMessageVisibilityBatchRequestEntry.builder()
                                          .id(Integer.toString(i))
                                          .receiptHandle(some.get(i).receiptHandle())
                                          .visibilityTimeout(0)
                                          .build())
                              .toList()));
    }
  }

  private QueueCounts counts(String queue) {
    return QueueCounts.of(sqs.get(), url(queue));
  }

  private String url(String queue) {
    return queueUrls.computeIfAbsent(
        queue, name -> sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl());
  }
}
