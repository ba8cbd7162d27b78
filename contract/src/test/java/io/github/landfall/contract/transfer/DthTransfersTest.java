package io.github.landfall.contract.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.paginators.ListExecutionsIterable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** When a transfer is busy, and how that is said. */
class DthTransfersTest {

  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");
  private static final WatchedTransfer ECS =
      new WatchedTransfer("p", "q", "d", "c", "f", null, "t", null);
  private static final WatchedTransfer EC2 =
      new WatchedTransfer("p", "q", "d", null, null, "m", "t", null);

  private final Map<String, QueueCounts> queues = new HashMap<>();
  private List<String> tasks = List.of();
  private final List<ExecutionListItem> merges = new ArrayList<>();
  private final List<Message> dead = new ArrayList<>();
  private final List<Message> hidden = new ArrayList<>();
  private final Transfers transfers =
      new DthTransfers(StubQueues::new, StubTasks::new, StubMerges::new, () -> NOW);

  @Test
  void transferWithNothingLeftToDoIsOver() {
    assertThat(transfers.observe(ECS)).isEqualTo(new TransferState.Over());
    assertThat(transfers.observe(EC2)).isEqualTo(new TransferState.Over());
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "0,1,0", "0,0,1"})
  void messageInAnyCountKeepsATransferBusy(int visible, int inFlight, int delayed) {
    queues.put("q", new QueueCounts(visible, inFlight, delayed));
    assertThat(transfers.observe(ECS))
        .isEqualTo(
            new TransferState.Busy(
                List.of(
                    "the queue q holds messages: %d visible, %d in flight, %d delayed"
                        .formatted(visible, inFlight, delayed)),
                1,
                false));
  }

  @Test
  void runningFinderKeepsATransferBusy() {
    tasks = List.of("task-1");
    assertThat(transfers.observe(ECS))
        .isEqualTo(new TransferState.Busy(List.of("the finder is running"), 0, true));
  }

  @Test
  void runningMergeKeepsATransferBusyAndIsNamed() {
    merge("m-1", ExecutionStatus.RUNNING, NOW.minusSeconds(60));
    merge("m-2", ExecutionStatus.RUNNING, NOW.minusSeconds(90));
    assertThat(transfers.observe(EC2))
        .isEqualTo(
            new TransferState.Busy(List.of("large objects are being merged: m-1, m-2"), 0, false));
  }

  @Test
  void partsOfOneObjectAreOneFailedObject() {
    for (int part = 1; part <= 12; part++) {
      dead.add(letter("{\"objectKey\":\"plates/reel01.mov\",\"partNumber\":" + part + "}", NOW));
    }
    assertThat(transfers.failed(EC2, Instant.EPOCH))
        .isEqualTo(new FailedObjects(1, List.of("plates/reel01.mov")));
    assertThat(hidden).as("left as it was").isEmpty();
  }

  @Test
  void whatFailedOnEarlierNightsIsNotCountedAgain() {
    dead.add(letter("{\"key\":\"withdrawn.mov\"}", NOW.minusSeconds(1)));
    dead.add(letter("{\"key\":\"again.mov\"}", NOW.minusSeconds(1)));
    dead.add(letter("{\"key\":\"again.mov\"}", NOW));

    assertThat(transfers.failed(ECS, NOW)).isEqualTo(new FailedObjects(1, List.of("again.mov")));
  }

  @Test
  void tenAreNamedOfAllThatAreCounted() {
    for (int i = 0; i < 25; i++) {
      dead.add(letter("{\"key\":\"%02d\"}".formatted(i), NOW));
    }
    FailedObjects failed = transfers.failed(ECS, NOW);
    assertThat(failed.count()).isEqualTo(25);
    assertThat(failed.named()).hasSize(10).startsWith("00", "01");
    assertThat(hidden).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"ep101/b+c%20%E6%A0%91.mov\"}}}]} | ep101/b c 树.mov",
        "{\"key\":\"ep101/\\ud83c.mov\",\"size\":5} | ep101/?.mov",
        "'' | (an empty message)",
        "{} | {}",
        "[] | []",
        "null | null",
        "{\"key\":\"\"} | {\"key\":\"\"}",
        "no JSON | no JSON"
      })
  void whateverTheMessageSaysSomethingIsNamedThatCanBeWritten(String body, String name) {
    dead.add(letter(body, NOW));
    assertThat(transfers.failed(ECS, NOW)).isEqualTo(new FailedObjects(1, List.of(name)));
  }

  @Test
  void mergeThatFailedOrDoesNotEndIsAFailedObjectOfTheRunInWhichItBegan() {
    merge("stuck", ExecutionStatus.RUNNING, NOW.minusSeconds(6 * 3600 + 1));
    merge("failed", ExecutionStatus.FAILED, NOW.minusSeconds(7200));
    merge("late", ExecutionStatus.TIMED_OUT, NOW.minusSeconds(7201));
    merge("gone", ExecutionStatus.ABORTED, NOW.minusSeconds(7202));
    merge("before", ExecutionStatus.FAILED, NOW.minusSeconds(86_400));
    merge("well", ExecutionStatus.SUCCEEDED, NOW.minusSeconds(7203));
    dead.add(letter("{\"key\":\"a.mov\"}", NOW));

    assertThat(transfers.observe(EC2))
        .as("nobody waits for it")
        .isEqualTo(new TransferState.Over());
    assertThat(transfers.failed(EC2, NOW.minusSeconds(8 * 3600)))
        .isEqualTo(
            new FailedObjects(
                5,
                List.of("a.mov", "merge failed", "merge gone", "merge late", "merge stuck"),
                List.of("failed", "gone", "late", "stuck")));
  }

  @Test
  void objectWhosePartsFailedIsOneThoughItsMergeDoesNotEndEither() {
    merge("m-1", ExecutionStatus.RUNNING, NOW.minusSeconds(7 * 3600));
    for (int part = 1; part <= 3; part++) {
      dead.add(letter("{\"objectKey\":\"long.mov\",\"partNumber\":%d}".formatted(part), NOW));
    }
    Instant since = NOW.minusSeconds(8 * 3600);
    assertThat(transfers.failed(EC2, since))
        .isEqualTo(new FailedObjects(1, List.of("long.mov"), List.of("m-1")));

    merge("m-2", ExecutionStatus.FAILED, NOW.minusSeconds(3600));
    assertThat(transfers.failed(EC2, since).count()).isEqualTo(2);
  }

  private void merge(String name, ExecutionStatus status, Instant start) {
    merges.add(ExecutionListItem.builder().name(name).status(status).startDate(start).build());
  }

  private static Message letter(String body, Instant sent) {
    return Message.builder()
        .body(body)
        .receiptHandle(UUID.randomUUID().toString())
        .attributes(
            Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(sent.toEpochMilli())))
        .build();
  }

  private final class StubQueues implements SqsClient {

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      return GetQueueUrlResponse.builder().queueUrl(request.queueName()).build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      QueueCounts counts =
          request.queueUrl().equals("d")
              ? new QueueCounts(dead.size(), 0, 0)
              : queues.getOrDefault(request.queueUrl(), new QueueCounts(0, 0, 0));
      return GetQueueAttributesResponse.builder()
          .attributes(
              Map.of(
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                  Integer.toString(counts.visible()),
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                  Integer.toString(counts.inFlight()),
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                  Integer.toString(counts.delayed())))
          .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      assertThat(request.queueUrl()).isEqualTo("d");
      List<Message> some = dead.stream().filter(one -> !hidden.contains(one)).limit(10).toList();
      hidden.addAll(some);
      return ReceiveMessageResponse.builder().messages(some).build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
        ChangeMessageVisibilityBatchRequest request) {
      assertThat(request.entries()).hasSizeLessThanOrEqualTo(10);
      request
          .entries()
          .forEach(
              entry -> hidden.removeIf(one -> one.receiptHandle().equals(entry.receiptHandle())));
      return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class StubTasks implements EcsClient {

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
      assertThat(request.cluster()).isEqualTo("c");
      assertThat(request.family()).isEqualTo("f");
      assertThat(request.desiredStatus()).isEqualTo(DesiredStatus.RUNNING);
      return ListTasksResponse.builder().taskArns(tasks).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class StubMerges implements SfnClient {

    @Override
    public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
      assertThat(request.stateMachineArn()).isEqualTo("m");
      return ListExecutionsResponse.builder()
          .executions(
              merges.stream().filter(one -> one.status() == request.statusFilter()).toList())
          .build();
    }

    @Override
    public ListExecutionsIterable listExecutionsPaginator(ListExecutionsRequest request) {
      return new ListExecutionsIterable(this, request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
