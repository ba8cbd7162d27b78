package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.tools.Retry;
import io.github.landfall.tools.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The command {@code retry} between embedded buckets and real queues. */
@Timeout(60)
class RetryTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private BucketServer buckets;
  private PartnerBuckets partner;
  private QueueServer queues;
  private SqsClient sqs;
  private String transfers;
  private String deadLetters;

  @BeforeEach
  void start(@TempDir Path files, @TempDir Path directory) throws IOException {
    buckets = BucketServer.start(files, "cn-northwest-1");
    partner = new PartnerBuckets(files, buckets);
    VirtualClock clock =
        new VirtualClock(Instant.parse("2026-11-24T00:00:00Z"), directory.resolve("clock"));
    queues = QueueServer.start(clock, "cn-northwest-1", "111122223333");
    sqs = queues.client();
    transfers = queue("DTH-Queue");
    deadLetters = queue("DTH-DLQ");
  }

  private String queue(String name) {
    return queues.create(
        new QueueSettings(name, Duration.ofSeconds(30), Duration.ZERO, Optional.empty()));
  }

  @AfterEach
  void stop() throws IOException {
    queues.close();
    partner.close();
    buckets.close();
  }

  @Test
  void failedObjectsAreSentWholeAsTheyAreNowAndTheirDeadLettersAreDeleted() throws Exception {
    partner.delivers("show/a.exr", "edited since");
    partner.delivers("show/b.mov", "large");
    partner.delivers("show/a.exr.bak", "its key begins like that of a failed one");
    fails("{\"key\":\"show/a.exr\",\"size\":3}");
    fails("{\"objectKey\":\"show/b.mov\",\"partNumber\":1,\"totalPartsCount\":2}");
    fails("{\"objectKey\":\"show/b.mov\",\"partNumber\":2,\"totalPartsCount\":2}");
    partner
        .s3()
        .createMultipartUpload(
            request -> request.bucket(partner.landing()).key("aurora/show/b.mov"));

    assertThat(retry("y\n")).as(err.toString()).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            aurora: 3 dead letters, 2 objects
              missing                12 B  show/a.exr
              missing                 5 B  show/b.mov
            Objects in the transfer queue: 2. Open uploads aborted: 1. Dead letters deleted: 3.
            """);
    assertThat(err.toString())
        .isEqualTo(
            "Send 2 objects, 17 B, to the transfer queue of aurora, and delete 3 dead letters? [y/N] ");
    assertThat(bodies(transfers))
        .containsExactlyInAnyOrder(
            "{\"key\":\"show/a.exr\",\"size\":12}", "{\"key\":\"show/b.mov\",\"size\":5}");
    assertThat(bodies(deadLetters)).isEmpty();
    assertThat(
            partner
                .s3()
                .listMultipartUploads(request -> request.bucket(partner.landing()))
                .uploads())
        .isEmpty();
  }

  @Test
  void whatHasArrivedSinceOrIsGoneIsNotSent() throws Exception {
    partner.lands("show/arrived.exr", "x");
    fails("{\"key\":\"show/arrived.exr\",\"size\":1}");
    fails("{\"key\":\"show/withdrawn.exr\",\"size\":1}");

    assertThat(retry("", "--yes")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("same                    1 B  show/arrived.exr")
        .contains("gone-at-source            -  show/withdrawn.exr")
        .contains("Objects in the transfer queue: 0.", "Dead letters deleted: 2.");
    assertThat(bodies(transfers)).isEmpty();
    assertThat(bodies(deadLetters)).isEmpty();
  }

  @Test
  void whatCannotBeCopiedOrReadStays() throws Exception {
    partner.archives("show/old.mov");
    fails("{\"key\":\"show/old.mov\",\"size\":7}");
    fails("what\tis this");

    assertThat(retry("", "--yes")).isEqualTo(1);

    assertThat(out.toString())
        .contains("not-copyable            7 B  show/old.mov")
        .contains("names no object, and stays: what\\tis this");
    assertThat(bodies(deadLetters)).hasSize(2);
  }

  @Test
  void withoutAYesAllStaysAsItWas() throws Exception {
    partner.delivers("show/a.exr", "x");
    fails("{\"key\":\"show/a.exr\",\"size\":1}");

    assertThat(retry("n\n")).isEqualTo(1);

    assertThat(out.toString()).endsWith("Nothing was sent or deleted.\n");
    assertThat(bodies(transfers)).isEmpty();
    assertThat(bodies(deadLetters)).hasSize(1);
  }

  @Test
  void sourceThatCannotBeListedIsNamedAndAllStaysAsItWas() throws Exception {
    fails("{\"key\":\"show/a.exr\",\"size\":1}");
    partner.parameters().put("srcBucket", "not-there");

    assertThat(retry("", "--yes")).isEqualTo(1);

    assertThat(err.toString()).startsWith("retry: the bucket not-there can't be listed");
    assertThat(bodies(deadLetters)).hasSize(1);
  }

  @Test
  void nothingIsDoneWhileATransferIsUnderWay() throws Exception {
    sqs.sendMessage(request -> request.queueUrl(transfers).messageBody("{}"));
    fails("{\"key\":\"show/a.exr\",\"size\":1}");

    assertThat(retry("", "--yes")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("retry: nothing was sent, as a transfer of aurora is under way");
    assertThat(bodies(deadLetters)).hasSize(1);
  }

  @Test
  void withoutADeadLetterThereIsNothingToDo() throws Exception {
    assertThat(retry("")).isZero();
    assertThat(out.toString()).isEqualTo("aurora: 0 dead letters, 0 objects\n");
  }

  private int retry(String answer, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "aurora";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Tool.commandLine(
            new Retry(
                partner.clients(queues.endpoint()), new BufferedReader(new StringReader(answer))))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void fails(String body) {
    sqs.sendMessage(request -> request.queueUrl(deadLetters).messageBody(body));
  }

  private List<String> bodies(String queue) {
    return sqs
        .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }
}
