package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.server.TableServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The command {@code landfall transfer list} on a table of several pages. */
@Timeout(60)
class TransferListTest {

  private static final int OBJECTS = 4_000;

  /** The first object's start; each further one begins a second later. */
  private static final long START = Instant.parse("2026-11-22T16:00:00Z").getEpochSecond();

  /** So long that some hundred keys fill a page. */
  private static final String FOLDER = "show/" + "第一集/".repeat(50);

  private static final String BARE = "deleted, and never copied.mov";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TableServer tables;
  private static DeployedStacks stacks;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fillTable() throws IOException {
    tables = TableServer.start(Path.of(".."), "cn-northwest-1");
    stacks = new DeployedStacks(ObjectItems.TABLE);
    ObjectItems.create(tables);
    ObjectItems.fill(
        tables.client(),
        OBJECTS,
        i -> ObjectItems.item(key(i), failed(i) ? "ERROR" : "DONE", i, START + i));
    tables
        .client()
        .putItem(
            request ->
                request
                    .tableName(ObjectItems.TABLE)
                    .item(Map.of("ObjectKey", AttributeValue.fromS(BARE))));
  }

  @AfterAll
  static void stop() {
    stacks.close();
    tables.close();
  }

  @Test
  void everyObjectIsListedOnceOverSeveralPages() throws IOException {
    assertThat(
            tables
                .client()
                .scan(request -> request.tableName(ObjectItems.TABLE))
                .hasLastEvaluatedKey())
        .isTrue();

    assertThat(list("--json")).isZero();

    List<String> expected = keys(i -> true);
    expected.add(BARE);
    assertThat(listedKeys()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(err)
        .hasToString("list: 4,001 of 4,001 objects matched, 7.6 MiB (7,998,000 bytes)\n");
  }

  @Test
  void onlyFailedObjectsAreListed() throws IOException {
    assertThat(list("--json", "--status", "ERROR,CANCEL", "--status", "SPLIT_DONE")).isZero();

    assertThat(listedKeys()).containsExactlyInAnyOrderElementsOf(keys(TransferListTest::failed));
    assertThat(err.toString()).contains(" 40 of 4,001 objects");
  }

  @Test
  void onlyAttemptsThatBeganAtATimeOrLaterAreListed() throws IOException {
    // Shanghai's midnight is the first object's second; an hour later there are 400 left.
    assertThat(list("--json", "--since", "2026-11-23T01:00:00")).isZero();

    assertThat(listedKeys()).containsExactlyInAnyOrderElementsOf(keys(i -> i >= 3_600));
  }

  @Test
  void onlyKeysOfOneFolderAreListedWhateverTheLandingBucketCallsIt() throws IOException {
    assertThat(list("--json", "--prefix", FOLDER + "00")).isZero();
    assertThat(listedKeys()).containsExactlyInAnyOrderElementsOf(keys(i -> i < 100));

    assertThat(list("--json", "--prefix", FOLDER + "00", "--status", "ERROR")).isZero();
    assertThat(listedKeys()).containsExactly(key(0));
  }

  @Test
  void noMatchIsNoError() throws IOException {
    assertThat(list("--prefix", "northlight/")).isZero();

    assertThat(out.size()).isZero();
    assertThat(err.toString()).contains(" 0 of 4,001 objects matched, 0 B");
  }

  @Test
  void objectOfWhichDthSaysNothingIsListedAllTheSame() throws IOException {
    assertThat(list("--prefix", "deleted")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("-  ")
        .endsWith("-  " + BARE + "\n");
  }

  @Test
  void readerThatHasSeenEnoughEndsTheListQuietly() throws Exception {
    Process process =
        TransferListProcess.process(
                stacks.uri(), tables.endpoint(), "128m", DeployedStacks.PARTNER, "--json")
            .start();
    try {
      try (BufferedReader lines = process.inputReader()) {
        assertThat(lines.readLine()).startsWith("{\"ObjectKey\":");
      }

      assertThat(process.errorReader().lines()).isEmpty();
      assertThat(process.waitFor()).isEqualTo(128 + 13);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void fullDiskIsNotTakenForAReaderThatHasGone() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThat(list(stacks.uri(), tables.endpoint(), full)).isEqualTo(1);
    assertThat(err).hasToString("list: the list cannot be written: No space left on device\n");
  }

  @Test
  void tableThatIsGoneIsNamed() {
    try (DeployedStacks others = new DeployedStacks("dropped")) {
      assertThat(list(others.uri(), tables.endpoint(), out)).isEqualTo(1);
    }

    assertThat(err.toString())
        .isEqualTo("list: the table dropped, which the stack transfer names, does not exist\n");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, docs/operations.md",
    "ExpiredTokenException, log in",
    "UnrecognizedClientException, --profile"
  })
  void whoMayNotReadTheTableIsToldInOneLine(String code, String advice) {
    try (LocalEndpoint dynamoDb =
        dynamoDb(
            () -> {
              throw new AwsFault(code, 400, "no");
            })) {
      assertThat(list(stacks.uri(), dynamoDb.uri(), out)).isEqualTo(1);
    }

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(code).contains(advice);
  }

  @Test
  void tableThatIsBusyIsAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    try (LocalEndpoint dynamoDb =
        dynamoDb(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new AwsFault("ProvisionedThroughputExceededException", 400, "slow down");
              }
              return JSON.createObjectNode().put("Count", 0).put("ScannedCount", 5);
            })) {
      assertThat(list(stacks.uri(), dynamoDb.uri(), out)).isZero();
    }

    assertThat(asked).hasValue(2);
    assertThat(err.toString()).contains(" 0 of 5 objects matched");
  }

  @ParameterizedTest
  @CsvSource({
    "--status FAILED, '[STARTED, DONE, ERROR, CANCEL, SPLIT_DONE]'",
    "--since yesterday, «yesterday»",
    "--csv, '--csv'"
  })
  void wrongOptionIsRefusedWithWhatIsExpected(String options, String message) {
    assertThat(list(options.split(" ", -1))).isEqualTo(2);

    assertThat(err.toString()).startsWith("list: ").contains(message);
    assertThat(out.size()).isZero();
  }

  private interface Answer {
    ObjectNode get();
  }

  private static LocalEndpoint dynamoDb(Answer answer) {
    return LocalEndpoint.start(
        new JsonProtocol("DynamoDB_20120810", "1.0", Map.of("Scan", request -> answer.get())));
  }

  private int list(String... options) {
    out.reset();
    return list(stacks.uri(), tables.endpoint(), out, options);
  }

  private int list(URI cloudFormation, URI dynamoDb, OutputStream to, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = DeployedStacks.PARTNER;
    System.arraycopy(options, 0, arguments, 1, options.length);
    return TransferListProcess.command(cloudFormation, dynamoDb, to)
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private List<String> listedKeys() throws IOException {
    return out.toString(StandardCharsets.UTF_8).lines().map(TransferListTest::key).toList();
  }

  private static String key(String line) {
    try {
      JsonNode row = JSON.readTree(line);
      return row.required("ObjectKey").asText();
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static String key(int i) {
    return "%s%04d.mov".formatted(FOLDER, i);
  }

  private static List<String> keys(IntPredicate which) {
    return new ArrayList<>(
        IntStream.range(0, OBJECTS).filter(which).mapToObj(TransferListTest::key).toList());
  }

  private static boolean failed(int i) {
    return i % 100 == 0;
  }
}
