package io.github.landfall.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.notice.ShortNotice;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.localaws.server.BucketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** A comparison from its order to its last notice, slice by slice. */
class ComparisonRunTest {

  private static BucketServer buckets;
  private static S3Client s3;

  /** Ten of each kind; the ones that differ are what a naive comparison finds. */
  @BeforeAll
  static void deliver(@TempDir Path directory) throws IOException {
    buckets = BucketServer.start(directory, "cn-northwest-1");
    s3 = buckets.client();
    for (String bucket : List.of("source", "landing", "ledger")) {
      s3.createBucket(request -> request.bucket(bucket));
    }
    for (int i = 0; i < 10; i++) {
      put("source", "show/%d/same.exr".formatted(i), "same");
      put("landing", "aurora/show/%d/same.exr".formatted(i), "same");
      put("source", "show/%d/missing.exr".formatted(i), "new");
      put("source", "show/%d/resized.exr".formatted(i), "longer");
      put("landing", "aurora/show/%d/resized.exr".formatted(i), "old");
      put("landing", "aurora/show/%d/gone.exr".formatted(i), "gone");
      put("source", "show/%d/edited.exr".formatted(i), "edit");
      put("landing", "aurora/show/%d/edited.exr".formatted(i), "copy");
      age(directory.resolve("landing/aurora/show/%d/edited.exr".formatted(i)), 3);
      for (String name : List.of("same", "resized", "missing")) {
        age(directory.resolve("source/show/%d/%s.exr".formatted(i, name)), 2);
      }
    }
  }

  private static void put(String bucket, String key, String content) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  private static void age(Path file, int hours) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
  }

  @AfterAll
  static void stop() throws IOException {
    buckets.close();
  }

  @AfterEach
  void takeReportsAway() {
    Stream.of("landing", "ledger")
        .forEach(
            bucket ->
                keys(bucket, "_")
                    .forEach(key -> s3.deleteObject(request -> request.bucket(bucket).key(key))));
  }

  @Test
  void whatDiffersIsReportedMendedAndTold() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.repair = true;

    assertThat(stage.invoke(this::never)).isEmpty();

    assertThat(rows())
        .hasSize(40)
        .contains("missing show/0/missing.exr", "size-differs show/1/resized.exr")
        .contains("newer-at-source show/2/edited.exr", "gone-at-source show/3/gone.exr");
    assertThat(stage.queued).hasSize(30).contains("{\"key\":\"show/2/edited.exr\",\"size\":4}");
    assertThat(stage.mails)
        .extracting(PublishRequest::topicArn)
        .containsExactly("operations", "producers");
    assertThat(stage.mails.get(0).subject()).isEqualTo("[aurora] 30 files differ from the source");
    assertThat(stage.mails.get(0).message().replace("   \n", "\n"))
        .isEqualTo(
            """
            Partner: aurora
            Compared: 2026-11-22 12:00

            Same on both sides: 10, 40 B
            Missing in the landing bucket: 10, 30 B
            Of another size: 10, 60 B
            Edited at the source since it was copied: 10, 40 B
            Gone at the source: 10, 40 B

            30 objects were put into the transfer queue.
            Report in the landing bucket: _landfall/aurora/compared-2026-11-22-120000.html""");
    assertThat(stage.mails.get(1).subject())
        .isEqualTo("[aurora] 10 edited files are being copied again");
    ShortNotice brief =
        ShortNotice.read(stage.mails.get(0).messageAttributes().get("notice").stringValue());
    assertThat(brief.title()).isEqualTo("30 files differ from the source");
    assertThat(brief.lines())
        .startsWith("Compared: 2026-11-22 12:00", "Same on both sides: 10, 40 B");
    assertThat(page())
        .contains("<a href=\"compared-2026-11-22-120000.csv\">", "<td>Of another size</td>");
    assertThat(keys("ledger", "")).isEmpty();
    assertThat(stage.invoke(this::never)).as("the same order again").isEmpty();
    assertThat(stage.mails).hasSize(2);
    assertThat(stage.log()).contains("\"compared\":50", "\"newer-at-source\":10");
  }

  @Test
  void withoutRepairOperationsReadHowToHaveItMended() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.language = "zh-CN";

    assertThat(stage.invoke(this::never)).isEmpty();

    assertThat(stage.queued).isEmpty();
    assertThat(stage.mails).hasSize(1);
    assertThat(stage.mails.get(0).subject()).isEqualTo("[aurora] 30 个文件与源端不一致");
    assertThat(stage.mails.get(0).message())
        .contains("运行 bin/landfall compare aurora --send 可重新复制。");
  }

  @Test
  void sliceEndsInTimeAndTheNextGoesOnAfterIt() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    int invocations = 1;
    while (stage.invoke(new After(7)).isPresent()) {
      invocations++;
    }
    assertThat(invocations).isGreaterThanOrEqualTo(50 / 7);
    assertThat(rows()).hasSize(40);
    assertThat(page()).contains("-1.csv", "-5.csv");
  }

  @Test
  void tableEndsWhereASpreadsheetDoes() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.mostDifferences = 15;
    assertThat(stage.invoke(this::never)).isEmpty();
    assertThat(page()).contains("-3.csv").doesNotContain("-4.csv");
    assertThat(rows()).hasSize(40);
  }

  @Test
  void killedAnywhereItFindsAndTellsTheSameAtTheEnd() throws Exception {
    ComparisonStage undisturbed = new ComparisonStage(s3);
    undisturbed.repair = true;
    finish(undisturbed);
    Set<String> expected = rows();
    Set<String> sent = Set.copyOf(undisturbed.queued);
    takeReportsAway();

    boolean killed = true;
    for (int calls = 0; killed; calls += 5) {
      ComparisonStage stage = new ComparisonStage(s3);
      stage.repair = true;
      stage.callsUntilKilled = calls;
      killed = finish(stage);
      assertThat(rows()).as("killed after %d calls", calls).isEqualTo(expected);
      assertThat(new HashSet<>(stage.queued)).isEqualTo(sent);
      assertThat(stage.mails.stream().map(PublishRequest::topicArn).collect(Collectors.toSet()))
          .containsExactlyInAnyOrder("operations", "producers");
      takeReportsAway();
    }
  }

  /** Invokes until it is over; says whether one was killed. */
  private static boolean finish(ComparisonStage stage) throws IOException {
    boolean killed = false;
    for (int invocations = 0; invocations < 100; invocations++) {
      try {
        if (stage.invoke(new After(20)).isEmpty()) {
          return killed || stage.callsUntilKilled < 0;
        }
      } catch (ComparisonStage.Killed e) {
        killed = true;
      }
      if (stage.callsUntilKilled < 0) {
        killed = true;
        stage.callsUntilKilled = Long.MAX_VALUE;
      }
    }
    throw new AssertionError("it does not end");
  }

  @Test
  void transferUnderWayIsWaitedForThenGivenUp() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.transfer = new TransferState.Busy(List.of("the finder is running"), 0, true);

    assertThat(stage.invoke(this::never)).contains(Duration.ofMinutes(15));
    assertThat(stage.records).isEmpty();
    assertThat(stage.log()).contains("WARN").doesNotContain("ERROR");

    stage.now = ComparisonStage.ORDERED.plus(Duration.ofDays(1));
    assertThat(stage.invoke(this::never)).isEmpty();
    assertThat(stage.mails).hasSize(1);
    assertThat(stage.mails.get(0).subject())
        .isEqualTo("[aurora] Source and landing bucket could not be compared");
    assertThat(stage.mails.get(0).message()).contains("the finder is running");
    assertThat(stage.log()).contains("ERROR");
    assertThat(keys("landing", "_")).isEmpty();
  }

  @Test
  void sourceThatCannotBeListedGivesNoVerdict() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.sourceBucket = "not-there";

    assertThat(stage.invoke(this::never)).contains(Duration.ofMinutes(15));
    assertThat(stage.mails).isEmpty();

    stage.now = ComparisonStage.ORDERED.plus(Duration.ofDays(2));
    assertThat(stage.invoke(this::never)).isEmpty();
    assertThat(stage.mails).hasSize(1);
    assertThat(stage.mails.get(0).message())
        .contains("the bucket not-there can't be listed")
        .doesNotContain("Same on both sides");
    assertThat(keys("landing", "_")).isEmpty();
  }

  @Test
  void nothingIsSentIntoATransferThatHasBegunMeanwhile() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.repair = true;
    assertThat(stage.invoke(new After(1))).contains(Duration.ZERO);
    stage.transfer = new TransferState.Busy(List.of("the finder is running"), 0, true);

    assertThat(stage.invoke(this::never)).isEmpty();

    assertThat(stage.queued).isEmpty();
    assertThat(stage.mails).hasSize(1);
    assertThat(stage.mails.get(0).message())
        .contains("Nothing was sent, as a transfer is under way: the finder is running");
  }

  @Test
  void twoInvocationsAtATimeRecordEachSliceOnce() throws Exception {
    ComparisonStage stage = new ComparisonStage(s3);
    stage.invoke(new After(1));
    boolean[] other = {false};
    Optional<Duration> wait =
        stage.invoke(
            () -> {
              if (!other[0]) {
                other[0] = true;
                try {
                  stage.invoke(new After(9));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
              return false;
            });
    assertThat(wait).contains(Duration.ofMinutes(15));
    assertThat(stage.invoke(this::never)).isEmpty();
    assertThat(rows()).hasSize(40);
    assertThat(table()).hasSize(40);
  }

  private boolean never() {
    return false;
  }

  /** Says from so many times on that it is enough. */
  private static final class After implements BooleanSupplier {

    private final int times;
    private int asked;

    private After(int times) {
      this.times = times;
    }

    @Override
    public boolean getAsBoolean() {
      asked++;
      return asked >= times;
    }
  }

  /** The verdicts and keys of all tables. */
  private static Set<String> rows() {
    return table().stream()
        .map(line -> line.substring(1).split("\",\"", 3))
        .map(fields -> fields[0] + " " + fields[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> table() {
    return keys("landing", "_").stream()
        .filter(key -> key.endsWith(".csv"))
        .flatMap(key -> text(key).lines().skip(1))
        .toList();
  }

  private static String page() {
    return text(
        keys("landing", "_").stream()
            .filter(key -> key.endsWith(".html"))
            .findFirst()
            .orElseThrow());
  }

  private static String text(String key) {
    return s3.getObjectAsBytes(request -> request.bucket("landing").key(key)).asUtf8String();
  }

  private static List<String> keys(String bucket, String prefix) {
    return s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
