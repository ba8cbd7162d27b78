package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.tools.Compare;
import io.github.landfall.tools.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command {@code compare} between two embedded buckets. */
class CompareTest {

  private static Path directory;
  private static BucketServer buckets;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private PartnerBuckets partner;
  private RecordedAws aws;

  @BeforeAll
  static void start(@TempDir Path files) throws IOException {
    directory = files;
    buckets = BucketServer.start(directory, "cn-northwest-1");
  }

  @AfterAll
  static void stop() throws IOException {
    buckets.close();
  }

  @BeforeEach
  void deploy() {
    partner = new PartnerBuckets(directory, buckets);
    aws = partner.aws();
  }

  @AfterEach
  void close() {
    partner.close();
  }

  @Test
  void whatDiffersIsListedForPeopleWithWhatItTakesToCopyIt() throws Exception {
    partner.lands("show/same.exr", "same");
    partner.lands("show/shorter.exr", "new");
    partner.lands("show/gone.exr", "gone");
    partner.s3().deleteObject(request -> request.bucket(partner.source()).key("show/gone.exr"));
    partner.delivers("show/shorter.exr", "longer");
    partner.delivers("show/missing?.exr", "x");
    partner.archives("show/old.mov");
    partner.delivers("elsewhere.exr", "x");

    assertThat(compare("--price-per-gb", "0.09")).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """
            aurora: 5 objects, source s3://%s, landing bucket s3://%s/aurora/
              same                        1         4 B
              missing                     1         1 B
              size-differs                1         6 B
              newer-at-source             0         0 B
              not-copyable                1         7 B
              gone-at-source              1         4 B
            1 objects are not shown under their names on a Windows drive.
            To copy: 2 objects, 7 B. By Data Transfer Hub's documented rates about 0 h 0 min with 2 workers, 0 h 0 min with 10 (the maximum).
            Egress at 0.09 a GB: 0.00
            """
                .formatted(partner.source(), partner.landing()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void sameOnBothSidesIsStatusZero() throws Exception {
    partner.lands("show/same.exr", "same");
    assertThat(compare()).isZero();
    assertThat(compare("--json")).isZero();
  }

  @Test
  void programGetsEachDifferenceAsJson() throws Exception {
    partner.delivers("show/con", "12345");
    assertThat(compare("--json")).isEqualTo(1);
    JsonNode line = new ObjectMapper().readTree(out.toString());
    assertThat(line.path("verdict").asText()).isEqualTo("missing");
    assertThat(line.path("key").asText()).isEqualTo("show/con");
    assertThat(line.path("sourceBytes").asInt()).isEqualTo(5);
    assertThat(line.path("windows").asText()).isEqualTo("reserved-name");
    assertThat(line.has("landingBytes")).isFalse();
    assertThat(err.toString()).contains("aurora: 1 objects");
  }

  @Test
  void tableIsThereOnceItIsWhole(@TempDir Path lists) throws Exception {
    partner.delivers("show/a,\"b\".exr", "12345");
    Path table = lists.resolve("differences.csv");
    assertThat(compare("--csv", table.toString())).isEqualTo(1);
    assertThat(Files.readString(table).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("\"missing\",\"show/a,\"\"b\"\".exr\",\"5\",\""));

    partner.parameters().put("destBucket", "gone");
    Path other = lists.resolve("other.csv");
    assertThat(compare("--csv", other.toString())).isEqualTo(3);
    assertThat(err.toString())
        .contains("compare: the bucket gone can't be listed under 'aurora/show/'");
    try (Stream<Path> files = Files.list(lists)) {
      assertThat(files).containsExactly(table);
    }
  }

  @Test
  void whatACopyWouldMendIsSentOnceSomebodyAgrees() throws Exception {
    partner.delivers("show/a.exr", "12345");
    partner.archives("show/old.mov");
    String upload =
        partner
            .s3()
            .createMultipartUpload(
                request -> request.bucket(partner.landing()).key("aurora/show/a.exr"))
            .uploadId();
    assertThat(run("n\n", "--send")).isEqualTo(1);
    assertThat(out.toString()).endsWith("Nothing was sent.\n");
    assertThat(aws.calls()).doesNotContain("SendMessageBatch");

    assertThat(run("y\n", "--send")).isEqualTo(1);
    assertThat(out.toString())
        .contains("Sent: 1 objects are in the transfer queue; 1 open uploads were aborted.");
    JsonNode sent = aws.call("SendMessageBatch").path("Entries");
    assertThat(sent).hasSize(1);
    assertThat(sent.at("/0/MessageBody").asText()).isEqualTo("{\"key\":\"show/a.exr\",\"size\":5}");
    assertThat(
            partner
                .s3()
                .listMultipartUploads(request -> request.bucket(partner.landing()))
                .uploads())
        .as("of %s", upload)
        .isEmpty();
  }

  @Test
  void nothingIsSentWhileATransferIsUnderWay() throws Exception {
    partner.delivers("show/a.exr", "12345");
    aws.json("GetQueueAttributes", PartnerBuckets.QUIET.replaceFirst("'0'", "'7'"));
    assertThat(compare("--send", "--yes")).isEqualTo(3);
    assertThat(err.toString())
        .contains("compare: nothing was compared or sent, as a transfer of aurora is under way");
    assertThat(aws.calls()).doesNotContain("SendMessageBatch");
  }

  @Test
  void messageThatSqsRefusesIsToldAfterSomeAttempts() throws Exception {
    partner.delivers("show/a.exr", "12345");
    aws.json(
        "SendMessageBatch",
        "{'Successful':[],'Failed':[{'Id':'0','Code':'InternalError','Message':'no','SenderFault':false}]}");
    assertThat(compare("--send", "--yes")).isEqualTo(3);
    assertThat(err.toString())
        .contains("SQS refused a message in 5 attempts: no. 0 objects were sent before");
    assertThat(aws.calls()).filteredOn(call -> call.equals("SendMessageBatch")).hasSize(5);
  }

  @Test
  void sourceIsReadByAListOfPrefixesAndWithoutAKeyIfThereIsNone() throws Exception {
    partner.parameters().remove("srcCredentials");
    partner.parameters().put("srcPrefixsListFile", "lists/today.txt");
    partner.delivers("lists/today.txt", "show/ep1/\nshow/ep2/\n");
    partner.delivers("show/ep1/a.exr", "x");
    partner.delivers("show/ep3/b.exr", "x");
    assertThat(compare("--json")).isEqualTo(1);
    assertThat(out.toString()).contains("show/ep1/a.exr").doesNotContain("ep3");
    assertThat(aws.calls()).doesNotContain("GetSecretValue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'SecretString':'{}'} | one of the two is missing",
        "{'SecretString':'AKIA:secret'} | it is no JSON object"
      })
  void secretOfAnotherFormIsRefusedWithoutItsContent(String secret, String why) throws Exception {
    aws.json("GetSecretValue", secret);
    assertThat(compare()).isEqualTo(3);
    assertThat(err.toString())
        .contains("in the secret landfall/aurora; " + why)
        .doesNotContain("AKIA");
  }

  @Test
  void yesAloneIsAMistake() throws Exception {
    assertThat(compare("--yes")).isEqualTo(2);
  }

  private int compare(String... options) throws IOException {
    return run("", options);
  }

  private int run(String answer, String... options) {
    Compare command =
        new Compare(
            partner.clients(),
            new BufferedReader(new StringReader(answer)),
            InstantSource.system());
    String[] arguments = new String[options.length + 1];
    arguments[0] = "aurora";
    System.arraycopy(options, 0, arguments, 1, options.length);
    CommandLine line =
        Tool.commandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
