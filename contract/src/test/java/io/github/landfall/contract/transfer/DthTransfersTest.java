package io.github.landfall.contract.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** When a transfer is busy, and how that is said. */
class DthTransfersTest {

  private static final WatchedTransfer ECS = new WatchedTransfer("p", "q", "d", "c", "f", null);
  private static final WatchedTransfer EC2 = new WatchedTransfer("p", "q", "d", null, null, "m");

  private final Map<String, QueueCounts> queues = new HashMap<>();
  private List<String> tasks = List.of();
  private List<String> merges = List.of();
  private List<String> dead = List.of();
  private final Transfers transfers =
      new DthTransfers(StubQueues::new, StubTasks::new, StubMerges::new);

  @Test
  void transferWithNothingLeftToDoIsOver() {
    assertThat(transfers.observe(ECS)).isEqualTo(new TransferState.Over(0));
    assertThat(transfers.observe(EC2)).isEqualTo(new TransferState.Over(0));
  }

  @Test
  void whatFailedIsCountedAtTheEnd() {
    queues.put("d", new QueueCounts(3, 0, 0));
    assertThat(transfers.observe(ECS)).isEqualTo(new TransferState.Over(3));
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
    merges = List.of("m-1", "m-2");
    assertThat(transfers.observe(EC2))
        .isEqualTo(
            new TransferState.Busy(List.of("large objects are being merged: m-1, m-2"), 0, false));
  }

  @Test
  void failedObjectsAreNamedByTheirKeysOnceEachInOrder() {
    dead =
        List.of(
            "{\"key\":\"shots/b.exr\",\"size\":1}",
            "{\"objectKey\":\"shots/a.mov\",\"partNumber\":2}",
            "{\"objectKey\":\"shots/a.mov\",\"partNumber\":3}",
            "no JSON");
    assertThat(transfers.failed(ECS, 2)).containsExactly("no JSON", "shots/a.mov");
    assertThat(transfers.failed(ECS, 10)).containsExactly("no JSON", "shots/a.mov", "shots/b.exr");
  }

  private final class StubQueues implements SqsClient {

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      return GetQueueUrlResponse.builder().queueUrl(request.queueName()).build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      QueueCounts counts = queues.getOrDefault(request.queueUrl(), new QueueCounts(0, 0, 0));
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
      assertThat(request.visibilityTimeout()).as("they stay visible").isZero();
      return ReceiveMessageResponse.builder()
          .messages(dead.stream().map(body -> Message.builder().body(body).build()).toList())
          .build();
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
      assertThat(request.statusFilter()).isEqualTo(ExecutionStatus.RUNNING);
      return ListExecutionsResponse.builder()
          .executions(
              merges.stream().map(name -> ExecutionListItem.builder().name(name).build()).toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
