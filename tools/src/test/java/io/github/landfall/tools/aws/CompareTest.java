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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The command {@code compare} between two embedded buckets. */
class CompareTest {

  private static final String CLUSTER = RecordedAws.arn("ecs", "cluster/landfall");
  private static final String QUIET =
      "{'Attributes':{'ApproximateNumberOfMessages':'0','ApproximateNumberOfMessagesNotVisible':'0','ApproximateNumberOfMessagesDelayed':'0'}}";

  private static Path directory;
  private static BucketServer buckets;
  private static int tests;

  private final RecordedAws aws = new RecordedAws();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> parameters = new HashMap<>();
  private String source;
  private String landing;

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
    tests++;
    source = "source-" + tests;
    landing = "landing-" + tests;
    for (String bucket : List.of(source, landing)) {
      buckets.client().createBucket(request -> request.bucket(bucket));
    }
    parameters.putAll(
        Map.of(
            "srcType", "Amazon_S3",
            "srcBucket", source,
            "srcPrefix", "show/",
            "srcRegion", "us-west-2",
            "srcEndpoint", buckets.endpoint().toString(),
            "srcCredentials", "landfall/aurora",
            "destBucket", landing,
            "destPrefix", "aurora",
            "desiredCapacity", "2",
            "maxCapacity", "10"));
    aws.json(
            "GetSecretValue",
            "{'SecretString':'{\\'access_key_id\\':\\'key\\',\\'secret_access_key\\':\\'secret\\'}'}")
        .json(
            "ListTargetsByRule",
            "{'Targets':[{'Id':'Target0','Arn':'%s','Input':'{}','EcsParameters':{'TaskDefinitionArn':'%s','TaskCount':1}}]}"
                .formatted(CLUSTER, RecordedAws.arn("ecs", "task-definition/DTH-DTHFinderTask:1")))
        .json("ListTasks", "{'taskArns':[]}")
        .json("GetQueueUrl", "{'QueueUrl':'%s/111122223333/DTH-Queue'}".formatted(aws.uri()))
        .json("GetQueueAttributes", QUIET)
        .json("SendMessageBatch", "{'Successful':[],'Failed':[]}");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void whatDiffersIsListedForPeopleWithWhatItTakesToCopyIt() throws Exception {
    lands("show/same.exr", "same");
    lands("show/shorter.exr", "new");
    lands("show/gone.exr", "gone");
    buckets.client().deleteObject(request -> request.bucket(source).key("show/gone.exr"));
    delivers("show/shorter.exr", "longer");
    delivers("show/missing?.exr", "x");
    archives("show/old.mov");
    delivers("elsewhere.exr", "x");

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
                .formatted(source, landing));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void sameOnBothSidesIsStatusZero() throws Exception {
    lands("show/same.exr", "same");
    assertThat(compare()).isZero();
    assertThat(compare("--json")).isZero();
  }

  @Test
  void programGetsEachDifferenceAsJson() throws Exception {
    delivers("show/con", "12345");
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
    delivers("show/a,\"b\".exr", "12345");
    Path table = lists.resolve("differences.csv");
    assertThat(compare("--csv", table.toString())).isEqualTo(1);
    assertThat(Files.readString(table).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("\"missing\",\"show/a,\"\"b\"\".exr\",\"5\",\""));

    parameters.put("destBucket", "gone");
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
    delivers("show/a.exr", "12345");
    archives("show/old.mov");
    String upload =
        buckets
            .client()
            .createMultipartUpload(request -> request.bucket(landing).key("aurora/show/a.exr"))
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
    assertThat(buckets.client().listMultipartUploads(request -> request.bucket(landing)).uploads())
        .as("of %s", upload)
        .isEmpty();
  }

  @Test
  void nothingIsSentWhileATransferIsUnderWay() throws Exception {
    delivers("show/a.exr", "12345");
    aws.json("GetQueueAttributes", QUIET.replaceFirst("'0'", "'7'"));
    assertThat(compare("--send", "--yes")).isEqualTo(3);
    assertThat(err.toString())
        .contains("compare: nothing was compared or sent, as a transfer of aurora is under way");
    assertThat(aws.calls()).doesNotContain("SendMessageBatch");
  }

  @Test
  void messageThatSqsRefusesIsToldAfterSomeAttempts() throws Exception {
    delivers("show/a.exr", "12345");
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
    parameters.remove("srcCredentials");
    parameters.put("srcPrefixsListFile", "lists/today.txt");
    delivers("lists/today.txt", "show/ep1/\nshow/ep2/\n");
    delivers("show/ep1/a.exr", "x");
    delivers("show/ep3/b.exr", "x");
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
    String stack = RecordedAws.arn("cloudformation", "stack/DTH/0a1b2c3d");
    aws.stack("Landfall", Map.of(), Map.of("TransferStackaurora", stack))
        .resource("Landfall", "Alarm", "AWS::CloudWatch::Alarm", "Landfall-transfer-aurora")
        .stack(
            "DTH",
            parameters,
            Map.of(
                "CommonQueueNameEB26B1B7", "DTH-Queue",
                "CommonDLQQueueName98D51C56", "DTH-DLQ",
                "CommonTableName4099A6E9", "DTH-Table",
                "ECSStackTaskDefinitionNameE8E07C57", "DTH-DTHFinderTask"))
        .resource("DTH", "ECSStackDTHFinderSchedule0A1B", "AWS::Events::Rule", "DTH-Schedule");
    Compare command =
        new Compare(
            (region, profile) ->
                builder -> {
                  builder
                      .region(Region.CN_NORTHWEST_1)
                      .endpointOverride(
                          builder instanceof S3ClientBuilder ? buckets.endpoint() : aws.uri())
                      .credentialsProvider(
                          StaticCredentialsProvider.create(
                              AwsBasicCredentials.create("tools", "tools")));
                  if (builder instanceof S3ClientBuilder s3) {
                    s3.forcePathStyle(true);
                  }
                },
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

  private void delivers(String key, String content) {
    buckets
        .client()
        .putObject(request -> request.bucket(source).key(key), RequestBody.fromString(content));
  }

  private void archives(String key) {
    buckets
        .client()
        .putObject(
            request -> request.bucket(source).key(key).storageClass("GLACIER"),
            RequestBody.fromString("archive"));
  }

  /** Delivers an object long ago, and has it copied. */
  private void lands(String key, String content) throws IOException {
    delivers(key, content);
    Files.setLastModifiedTime(
        directory.resolve(source).resolve(key),
        FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    buckets
        .client()
        .putObject(
            request -> request.bucket(landing).key("aurora/" + key),
            RequestBody.fromString(content));
  }
}
