package io.github.landfall.localaws.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.http.Clients;
import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.localaws.server.TableServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

class DthTransferTest {

  private static final Instant BEFORE_MIDNIGHT_IN_CHINA = Instant.parse("2026-11-22T15:58:00Z");
  private static final String REGION = "cn-northwest-1";
  private static final TransferPace PACE =
      new TransferPace(
          Duration.ofMinutes(1), 10, 60, 2, 60, 1_000_000, 1_000_000, Duration.ofMinutes(3));

  private static VirtualClock clock;
  private static QueueServer queues;
  private static BucketServer buckets;
  private static TableServer tables;
  private static int stacks;

  private String source;
  private String landing;
  private String stackName;
  private String queueUrl;
  private String deadLetterUrl;

  @BeforeAll
  static void startServers(@TempDir Path directory) throws IOException {
    clock = new VirtualClock(BEFORE_MIDNIGHT_IN_CHINA, directory.resolve("clock"));
    queues = QueueServer.start(clock, REGION, "111122223333");
    buckets = BucketServer.start(directory, REGION);
    tables = TableServer.start(Path.of(".."), REGION);
  }

  @AfterAll
  static void stopServers() throws IOException {
    tables.close();
    buckets.close();
    queues.close();
  }

  /** Each test has a stack of its own, and a day of its own: the clock only goes forward. */
  @BeforeEach
  void deploy(TestInfo test) {
    stackName = test.getTestMethod().orElseThrow().getName();
    stacks++;
    source = "source-" + stacks;
    landing = "landing-" + stacks;
    buckets.client().createBucket(request -> request.bucket(source));
    buckets.client().createBucket(request -> request.bucket(landing));
    deadLetterUrl = create(stackName + "-DLQ", Optional.empty());
    queueUrl = create(stackName + "-Queue", Optional.of(stackName + "-DLQ"));
    tables
        .client()
        .createTable(
            request ->
                request
                    .tableName(stackName + "-Table")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("ObjectKey")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("ObjectKey")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
    Instant day = BEFORE_MIDNIGHT_IN_CHINA;
    while (day.isBefore(clock.instant())) {
      day = day.plus(Duration.ofDays(1));
    }
    clock.advanceTo(day);
  }

  @Test
  void theNightsDeliveryLandsUnderThePartnersName() {
    put("show/镜头 010/图 1+2.exr", "image");
    put("show/a&b %41.txt", "text");
    DthTransfer hub = hub(Edition.ECS, PACE);

    List<String> beforeItsMinute = passing(hub, Duration.ofMinutes(1));
    passing(hub, Duration.ofMinutes(9));

    assertThat(beforeItsMinute).isEmpty();
    assertThat(landed())
        .containsExactlyInAnyOrder("studio-a/show/镜头 010/图 1+2.exr", "studio-a/show/a&b %41.txt");
    assertThat(content("studio-a/show/镜头 010/图 1+2.exr")).isEqualTo("image");
    assertThat(hub.finderRunning()).isFalse();
    assertThat(hub.attempts()).isEqualTo(2);
    assertThat(queues.counts(queueUrl)).isEqualTo(new QueueServer.Counts(0, 0, 0));
  }

  @Test
  void theTableTellsOfTheAttempt() {
    put("a.exr", "x".repeat(500_000));
    DthTransfer hub = hub(Edition.ECS, PACE);

    passing(hub, Duration.ofSeconds(210));
    Map<String, AttributeValue> during = item("a.exr");
    passing(hub, Duration.ofMinutes(5));
    Map<String, AttributeValue> after = item("a.exr");

    assertThat(during.get("JobStatus").s()).isEqualTo("STARTED");
    assertThat(during).doesNotContainKey("EndTime").containsKey("Sequencer");
    assertThat(during.get("Etag").s()).isEmpty();
    assertThat(after.get("JobStatus").s()).isEqualTo("DONE");
    assertThat(after.get("Size").n()).isEqualTo("500000");
    assertThat(after.get("SpentTime").n()).isEqualTo("30");
    assertThat(after.get("StartTime").s()).matches("2026/\\d\\d/\\d\\d 16:0[0-9]:\\d\\d");
    assertThat(Long.parseLong(after.get("EndTimestamp").n()))
        .isEqualTo(Long.parseLong(after.get("StartTimestamp").n()) + 30);
    assertThat(after.get("Etag").s()).matches("[0-9a-f]{32}");
  }

  @Test
  void onlyWhatDiffersInKeyOrSizeIsCopied() {
    put("same.exr", "same");
    put("changed.exr", "was");
    put("edited.exr", "edit1");
    DthTransfer hub = hub(Edition.ECS, PACE);
    passing(hub, Duration.ofMinutes(10));
    put("changed.exr", "is longer");
    put("edited.exr", "edit2");
    put("new.exr", "new");
    int firstNight = hub.attempts();

    hub.startFinder();
    passing(hub, Duration.ofMinutes(10));

    assertThat(firstNight).isEqualTo(3);
    assertThat(hub.attempts() - firstNight).isEqualTo(2);
    assertThat(content("studio-a/changed.exr")).isEqualTo("is longer");
    assertThat(content("studio-a/edited.exr"))
        .as("DTH does not see such an edit")
        .isEqualTo("edit1");
    assertThat(landed()).contains("studio-a/new.exr");
  }

  @Test
  void archivedObjectsArePassedOverWithoutAWord() {
    put("shown.exr", "shown");
    for (String archived : List.of("GLACIER", "DEEP_ARCHIVE")) {
      buckets
          .client()
          .putObject(
              request -> request.bucket(source).key(archived + ".exr").storageClass(archived),
              RequestBody.fromString("archived"));
    }
    DthTransfer hub = hub(Edition.ECS, PACE);

    passing(hub, Duration.ofMinutes(10));

    assertThat(landed()).containsExactly("studio-a/shown.exr");
    assertThat(hub.attempts()).isEqualTo(1);
    assertThat(queues.counts(deadLetterUrl)).isEqualTo(new QueueServer.Counts(0, 0, 0));
  }

  @Test
  void aPrefixOfTheSourceIsStillPartOfTheKey() {
    put("dailies/a.exr", "a");
    put("other/b.exr", "b");
    DthTransfer hub = hub(Edition.ECS, PACE, Map.of("srcPrefix", "dailies/"));

    passing(hub, Duration.ofMinutes(10));

    assertThat(landed()).containsExactly("studio-a/dailies/a.exr");
  }

  @Test
  void nothingNewMeansNoMessage() {
    put("a.exr", "a");
    DthTransfer hub = hub(Edition.ECS, PACE);
    passing(hub, Duration.ofMinutes(10));

    hub.startFinder();
    for (int i = 0; i < 60; i++) {
      passing(hub, Duration.ofSeconds(10));
      assertThat(queues.counts(queueUrl)).isEqualTo(new QueueServer.Counts(0, 0, 0));
    }

    assertThat(hub.attempts()).isEqualTo(1);
  }

  @Test
  void aSlowFinderLetsTheQueueRunDryInTheMiddle() {
    for (int i = 0; i < 4; i++) {
      put("frame-" + i, "x");
    }
    TransferPace slow =
        new TransferPace(
            Duration.ofMinutes(1), 1, 0.2, 2, 60, 1e6, 1_000_000, Duration.ofMinutes(3));
    DthTransfer hub = hub(Edition.ECS, slow);

    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 30 * 6; i++) {
      passing(hub, Duration.ofSeconds(10));
      QueueServer.Counts counts = queues.counts(queueUrl);
      String now =
          (hub.finderRunning() ? "listing " : "stopped ")
              + (counts.visible() + counts.inFlight() == 0 ? "dry" : "busy");
      if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
        seen.add(now);
      }
    }

    assertThat(seen).containsSubsequence("listing busy", "listing dry", "listing busy");
    assertThat(seen).endsWith("stopped dry");
    assertThat(landed()).hasSize(4);
  }

  @Test
  void anObjectThatFailsIsTriedFiveTimesAndEndsInTheDeadLetterQueue() {
    put("bad.exr", "bad");
    put("good.exr", "good");
    DthTransfer hub = hub(Edition.ECS, PACE);
    hub.failKey("bad.exr");

    passing(hub, Duration.ofMinutes(10));
    QueueServer.Counts whileItFails = queues.counts(queueUrl);
    String status = item("bad.exr").get("JobStatus").s();
    passing(hub, Duration.ofMinutes(90));

    assertThat(whileItFails).isEqualTo(new QueueServer.Counts(0, 1, 0));
    assertThat(status).isEqualTo("ERROR");
    assertThat(hub.attempts()).isEqualTo(1 + 5);
    assertThat(queues.counts(queueUrl)).isEqualTo(new QueueServer.Counts(0, 0, 0));
    assertThat(queues.counts(deadLetterUrl).visible()).isEqualTo(1);
    assertThat(landed()).containsExactly("studio-a/good.exr");
  }

  @Test
  void aSmallObjectThatVanishesBeforeItsCopyIsLetGo() {
    put("gone.exr", "x".repeat(500_000));
    DthTransfer hub = hub(Edition.ECS, PACE);
    passing(hub, Duration.ofSeconds(210));

    buckets.client().deleteObject(request -> request.bucket(source).key("gone.exr"));
    passing(hub, Duration.ofMinutes(3));

    assertThat(item("gone.exr").get("JobStatus").s()).isEqualTo("CANCEL");
    assertThat(queues.counts(queueUrl)).isEqualTo(new QueueServer.Counts(0, 0, 0));
    assertThat(queues.counts(deadLetterUrl).visible()).isZero();
    assertThat(landed()).isEmpty();
  }

  @Test
  void aFinderDoesNothingWhileTheRunBeforeIsNotOver() {
    for (int i = 0; i < 4; i++) {
      put("frame-" + i, "x".repeat(900_000));
    }
    DthTransfer hub = hub(Edition.ECS, PACE);
    passing(hub, Duration.ofSeconds(200));
    put("new.exr", "new");

    hub.startFinder();
    passing(hub, Duration.ofMinutes(20));

    assertThat(hub.skippedRuns()).isEqualTo(1);
    assertThat(landed()).hasSize(4).doesNotContain("studio-a/new.exr");
  }

  @Test
  void aLongCopyKeepsItsMessage() {
    put("long.mov", "x".repeat(2_000_000));
    TransferPace crawling =
        new TransferPace(
            Duration.ofMinutes(1), 10, 60, 2, 60, 50_000, 1 << 30, Duration.ofMinutes(3));
    DthTransfer hub = hub(Edition.ECS, crawling);

    passing(hub, Duration.ofMinutes(60));

    assertThat(hub.attempts()).as("40 minutes of copying, once").isEqualTo(1);
    assertThat(landed()).containsExactly("studio-a/long.mov");
  }

  @Test
  void aLargeObjectAppearsOnlyAfterItsMerge() {
    put("large.mov", "x".repeat(1_000_000));
    put("small.exr", "x");
    DthTransfer hub = hub(Edition.EC2, PACE);
    try (StateMachineService service = new StateMachineService(List.of(hub));
        SfnClient sfn = Clients.client(SfnClient.builder(), service.endpoint())) {
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 20 * 6; i++) {
        passing(hub, Duration.ofSeconds(10));
        QueueServer.Counts counts = queues.counts(queueUrl);
        String now =
            (counts.visible() + counts.inFlight() == 0 ? "dry" : "busy")
                + running(sfn, hub).size()
                + landed();
        if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
          seen.add(now);
        }
      }

      assertThat(seen)
          .containsSubsequence(
              "busy0[studio-a/small.exr]",
              "dry1[studio-a/small.exr]",
              "dry0[studio-a/large.mov, studio-a/small.exr]");
      assertThat(seen).doesNotContain("dry0[studio-a/small.exr]");
      assertThat(item("large.mov").get("JobStatus").s()).isEqualTo("DONE");
      assertThat(hub.mergeRunning()).isFalse();
    }
  }

  @Test
  void aMergeAsksNothingOfTheQueue() {
    put("large.mov", "x".repeat(1_000_000));
    put("bad.exr", "bad");
    DthTransfer hub = hub(Edition.EC2, PACE);
    hub.failKey("bad.exr");

    passing(hub, Duration.ofMinutes(20));

    assertThat(queues.counts(queueUrl).inFlight()).as("bad.exr").isEqualTo(1);
    assertThat(landed()).containsExactly("studio-a/large.mov");
  }

  @Test
  void aMergeWhosePartsFailedHoldsBackTheNextRun() {
    put("large.mov", "x".repeat(1_000_000));
    DthTransfer hub = hub(Edition.EC2, PACE);
    hub.failKey("large.mov");

    passing(hub, Duration.ofHours(6));
    hub.startFinder();
    passing(hub, Duration.ofMinutes(5));

    assertThat(queues.counts(queueUrl)).isEqualTo(new QueueServer.Counts(0, 0, 0));
    assertThat(queues.counts(deadLetterUrl).visible()).isEqualTo(3);
    assertThat(hub.mergeRunning()).isTrue();
    assertThat(hub.skippedRuns()).isEqualTo(1);
    assertThat(landed()).isEmpty();
  }

  @Test
  void aSourceThatGrewAfterItsListingLandsTruncated() {
    put("growing.exr", "12345");
    DthTransfer hub = hub(Edition.ECS, PACE);
    passing(hub, Duration.ofSeconds(190));
    put("growing.exr", "1234567890");
    passing(hub, Duration.ofMinutes(5));

    assertThat(content("studio-a/growing.exr")).isEqualTo("12345");
    assertThat(item("growing.exr").get("JobStatus").s()).isEqualTo("DONE");
  }

  @Test
  void anUploadThatAKilledWorkerLeftIsResumed() {
    int half = 6 << 20;
    put("shot.dpx", "o".repeat(2 * half));
    DthTransfer hub = hub(Edition.ECS, PACE);
    hub.killWorkerAt("shot.dpx");
    while (hub.attempts() == 0) {
      passing(hub, Duration.ofSeconds(10));
    }
    assertThat(landed()).isEmpty();
    put("shot.dpx", "n".repeat(2 * half));
    passing(hub, Duration.ofHours(2));

    assertThat(content("studio-a/shot.dpx"))
        .as("a torn file")
        .isEqualTo("o".repeat(half) + "n".repeat(half));
    assertThat(item("shot.dpx").get("JobStatus").s()).isEqualTo("DONE");
  }

  @Test
  void aRunningMergeIsListedByItsStateMachine() {
    put("large.mov", "x".repeat(1_000_000));
    DthTransfer hub = hub(Edition.EC2, PACE);
    try (StateMachineService service = new StateMachineService(List.of(hub));
        SfnClient sfn = Clients.client(SfnClient.builder(), service.endpoint())) {
      passing(hub, Duration.ofMinutes(6));

      assertThat(hub.mergeRunning()).isTrue();
      ExecutionListItem execution = running(sfn, hub).get(0);
      assertThat(execution.executionArn())
          .isEqualTo(
              "arn:aws-cn:states:cn-northwest-1:111122223333:execution:"
                  + stackName
                  + "-MultiPart-ControllerSM:merge-1");
      assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
      assertThat(execution.startDate())
          .isBetween(clock.instant().minusSeconds(300), clock.instant());
      assertThatThrownBy(
              () ->
                  sfn.listExecutions(
                      request ->
                          request
                              .stateMachineArn(hub.stack().mergeStateMachine() + "X")
                              .statusFilter(ExecutionStatus.RUNNING)))
          .isInstanceOf(StateMachineDoesNotExistException.class);
    }
  }

  @Test
  void aRunningFinderIsListedByItsCluster() {
    put("a.exr", "a");
    DthTransfer hub = hub(Edition.ECS, PACE);
    try (ClusterService service = new ClusterService(List.of(hub));
        EcsClient ecs = Clients.client(EcsClient.builder(), service.endpoint())) {
      String family = stackName + "-DTHFinderTask";
      List<String> before = tasks(ecs, "landfall", family);
      passing(hub, Duration.ofSeconds(130));
      List<String> starting = tasks(ecs, "landfall", family);
      List<String> byArn =
          tasks(ecs, "arn:aws-cn:ecs:cn-northwest-1:111122223333:cluster/landfall", family);
      passing(hub, Duration.ofMinutes(5));

      assertThat(before).isEmpty();
      assertThat(starting).singleElement().asString().contains(":task/landfall/");
      assertThat(byArn).isEqualTo(starting);
      assertThat(tasks(ecs, "landfall", family)).isEmpty();
      assertThatThrownBy(() -> tasks(ecs, "other", family))
          .isInstanceOf(ClusterNotFoundException.class);
      assertThatThrownBy(() -> tasks(ecs, "landfall", "DTHFinderTask"))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("DTHFinderTask");
    }
  }

  @Test
  void theOutputsAreThoseThatAParentStackReads() {
    assertThat(stack(Edition.ECS, Map.of()).outputs())
        .containsEntry("CommonQueueNameEB26B1B7", stackName + "-Queue")
        .containsEntry("CommonDLQQueueName98D51C56", stackName + "-DLQ")
        .containsEntry("CommonTableName4099A6E9", stackName + "-Table")
        .containsEntry("ECSStackTaskDefinitionNameE8E07C57", stackName + "-DTHFinderTask")
        .containsKey("CommonAlarmTopicName54A80B94")
        .doesNotContainKey("MultiPartStateMachineSfnArnFA9E5135");
    assertThat(stack(Edition.EC2, Map.of()).outputs())
        .containsEntry(
            "MultiPartStateMachineSfnArnFA9E5135",
            "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:"
                + stackName
                + "-MultiPart-ControllerSM")
        .doesNotContainKey("ECSStackTaskDefinitionNameE8E07C57");
  }

  @Test
  void aParameterThatIsMissingIsNamed() {
    DthStack stack = stack(Edition.EC2, Map.of());
    DthStack unscheduled =
        new DthStack(
            stack.name(),
            Edition.EC2,
            Map.of("srcBucket", source),
            stack.queue(),
            stack.deadLetterQueue(),
            stack.table(),
            "aws-cn",
            REGION,
            "111122223333");

    assertThatThrownBy(() -> new DthTransfer(unscheduled, PACE, clients(), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ec2CronExpression")
        .hasMessageContaining(stackName);
  }

  private DthTransfer hub(Edition edition, TransferPace pace) {
    return hub(edition, pace, Map.of());
  }

  private DthTransfer hub(Edition edition, TransferPace pace, Map<String, String> parameters) {
    return new DthTransfer(stack(edition, parameters), pace, clients(), clock);
  }

  private static DthClients clients() {
    return new DthClients(buckets.client(), queues.client(), tables.client());
  }

  private DthStack stack(Edition edition, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("srcBucket", source);
    parameters.put("destBucket", landing);
    parameters.put("destPrefix", "studio-a");
    parameters.put("ecsClusterName", "landfall");
    parameters.put(edition.scheduleParameter(), "0 16 * * ? *");
    return new DthStack(
        stackName,
        edition,
        parameters,
        stackName + "-Queue",
        stackName + "-DLQ",
        stackName + "-Table",
        "aws-cn",
        REGION,
        "111122223333");
  }

  private static String create(String name, Optional<String> deadLetterQueue) {
    return queues.create(
        new QueueSettings(
            name,
            Duration.ofMinutes(15),
            Duration.ZERO,
            deadLetterQueue.map(dead -> new QueueSettings.Redrive(dead, 5))));
  }

  /** Lets time pass in ticks of ten seconds, and tells what has landed by then. */
  private List<String> passing(DthTransfer hub, Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advanceTo(clock.instant().plusSeconds(10));
      hub.tick();
    }
    return landed();
  }

  private void put(String key, String content) {
    buckets
        .client()
        .putObject(request -> request.bucket(source).key(key), RequestBody.fromString(content));
  }

  private List<String> landed() {
    return buckets.client().listObjectsV2(request -> request.bucket(landing)).contents().stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  private String content(String key) throws NoSuchKeyException {
    return buckets
        .client()
        .getObjectAsBytes(request -> request.bucket(landing).key(key))
        .asUtf8String();
  }

  private Map<String, AttributeValue> item(String key) {
    return tables
        .client()
        .getItem(
            request ->
                request
                    .tableName(stackName + "-Table")
                    .key(Map.of("ObjectKey", AttributeValue.fromS(key))))
        .item();
  }

  private static List<String> tasks(EcsClient ecs, String cluster, String family) {
    return ecs.listTasks(request -> request.cluster(cluster).family(family)).taskArns();
  }

  private static List<ExecutionListItem> running(SfnClient sfn, DthTransfer hub) {
    return sfn.listExecutions(
            request ->
                request
                    .stateMachineArn(hub.stack().mergeStateMachine())
                    .statusFilter(ExecutionStatus.RUNNING))
        .executions();
  }
}
