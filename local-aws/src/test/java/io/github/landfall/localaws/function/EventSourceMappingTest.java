package io.github.landfall.localaws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.QueueServer.Counts;
import io.github.landfall.localaws.server.QueueSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class EventSourceMappingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOTHING_FAILED = "{\"batchItemFailures\":[]}";

  private static VirtualClock clock;
  private static QueueServer server;

  private final List<JsonNode> events = new ArrayList<>();
  private final List<FunctionException> failures = new ArrayList<>();
  private String queue;
  private String name;

  @BeforeAll
  static void start(@TempDir Path directory) {
    clock = new VirtualClock(Instant.parse("2001-01-01T00:00:00Z"), directory.resolve("clock"));
    server = QueueServer.start(clock, "cn-northwest-1", "111122223333");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void createQueue(TestInfo test) {
    name = "queue-" + Integer.toHexString(test.getDisplayName().hashCode());
    queue =
        server.create(
            new QueueSettings(name, Duration.ofMinutes(1), Duration.ZERO, Optional.empty()));
  }

  @Test
  void functionGetsMessagesAsLambdaWritesThem() {
    server
        .client()
        .sendMessage(
            request ->
                request
                    .queueUrl(queue)
                    .messageBody("正文")
                    .messageAttributes(
                        Map.of(
                            "partner",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("aurora")
                                .build())));

    assertThat(mapping(10, event -> NOTHING_FAILED).poll()).isEqualTo(1);

    JsonNode message = events.get(0).path("Records").path(0);
    assertThat(message.path("body").asText()).isEqualTo("正文");
    assertThat(message.path("messageId").asText()).isNotEmpty();
    assertThat(message.path("receiptHandle").asText()).isNotEmpty();
    assertThat(message.path("md5OfBody").asText()).hasSize(32);
    assertThat(message.path("attributes").path("ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(message.path("attributes").path("SentTimestamp").asText())
        .isEqualTo(Long.toString(clock.millis()));
    assertThat(message.path("messageAttributes").path("partner").path("stringValue").asText())
        .isEqualTo("aurora");
    assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(message.path("eventSourceARN").asText()).isEqualTo(server.arn(name));
    assertThat(message.path("awsRegion").asText()).isEqualTo("cn-northwest-1");
  }

  @Test
  void onlyWhatTheFunctionReportsAsFailedComesBack() {
    send("good", "bad", "good");

    mapping(10, EventSourceMappingTest::failuresOfBadMessages).poll();

    assertThat(server.counts(queue)).isEqualTo(new Counts(0, 1, 0));
    clock.advanceTo(clock.instant().plus(Duration.ofMinutes(1)));
    mapping(10, event -> NOTHING_FAILED).poll();
    JsonNode again = events.get(1).path("Records");
    assertThat(again).hasSize(1);
    assertThat(again.path(0).path("body").asText()).isEqualTo("bad");
    assertThat(again.path(0).path("attributes").path("ApproximateReceiveCount").asText())
        .isEqualTo("2");
    assertThat(server.counts(queue)).isEqualTo(new Counts(0, 0, 0));
  }

  @Test
  void failingFunctionLosesNoMessage() {
    send("one", "two");

    int polled =
        mapping(
                10,
                event -> {
                  throw new FunctionException("Oops", "why not");
                })
            .poll();

    assertThat(polled).isEqualTo(2);
    assertThat(failures).extracting(Throwable::getMessage).containsExactly("Oops: why not");
    assertThat(server.counts(queue)).isEqualTo(new Counts(0, 2, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"wrong\":\"key\"}]}"
      })
  void responseThatLambdaCannotReadLosesNoMessage(String response) {
    send("one", "two");

    mapping(10, event -> response).poll();

    assertThat(server.counts(queue)).isEqualTo(new Counts(0, 2, 0));
    clock.advanceTo(clock.instant().plus(Duration.ofMinutes(1)));
    server.client().purgeQueue(request -> request.queueUrl(queue));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"batchItemFailures\":null}", NOTHING_FAILED})
  void responseWithoutFailuresEndsTheBatch(String response) {
    send("one", "two");

    mapping(10, event -> response).poll();

    assertThat(server.counts(queue)).isEqualTo(new Counts(0, 0, 0));
  }

  @Test
  void batchIsNoLargerThanTheTemplateSays() {
    send("one", "two", "three");
    EventSourceMapping mapping = mapping(2, event -> NOTHING_FAILED);

    assertThat(List.of(mapping.poll(), mapping.poll(), mapping.poll())).containsExactly(2, 1, 0);
    assertThat(events).hasSize(2);
  }

  @Test
  void filterThatTheRehearsalWouldIgnoreIsRefused() {
    ObjectNode properties = properties(10);
    properties.putObject("FilterCriteria");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EventSourceMapping(
                    properties, server, clock, queue, event -> event, failures::add))
        .withMessageContaining("FilterCriteria");
  }

  @Test
  void largeBatchWithoutAWindowIsRefusedAsByLambda() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping(11, event -> event))
        .withMessageContaining("batching window");
  }

  @Test
  void batchIsCollectedUntilTheWindowIsOver() {
    EventSourceMapping mapping = collecting(100, Duration.ofSeconds(20));
    assertThat(mapping.poll()).as("nothing there").isZero();
    advance(30);
    send("one");
    assertThat(mapping.poll()).as("just come").isZero();
    advance(10);
    send("two");
    assertThat(mapping.poll()).as("after 10 s").isZero();
    advance(10);
    assertThat(mapping.poll()).as("after 20 s").isEqualTo(2);

    send("three");
    assertThat(mapping.poll()).as("the next window").isZero();
    advance(20);
    assertThat(mapping.poll()).isEqualTo(1);
  }

  @Test
  void fullBatchDoesNotWaitForTheWindow() {
    EventSourceMapping mapping = collecting(12, Duration.ofSeconds(20));
    send("1 2 3 4 5 6 7 8 9 10 11 12 13".split(" "));

    assertThat(mapping.poll()).isEqualTo(12);
    assertThat(mapping.poll()).isZero();
    advance(20);
    assertThat(mapping.poll()).isEqualTo(1);
  }

  @Test
  void batchThatIsDeliveredTwiceIsTheSameAndDeletedOnce() {
    send("one", "two");
    EventSourceMapping mapping = mapping(10, event -> NOTHING_FAILED);
    mapping.repeatBatches();

    assertThat(mapping.poll()).isEqualTo(2);

    assertThat(events).hasSize(2);
    assertThat(events.get(1)).isEqualTo(events.get(0));
    assertThat(server.counts(queue)).isEqualTo(new Counts(0, 0, 0));
  }

  private EventSourceMapping collecting(int batchSize, Duration window) {
    return new EventSourceMapping(
        properties(batchSize).put("MaximumBatchingWindowInSeconds", window.toSeconds()),
        server,
        clock,
        queue,
        event -> NOTHING_FAILED,
        failures::add);
  }

  private static void advance(int seconds) {
    clock.advanceTo(clock.instant().plusSeconds(seconds));
  }

  private EventSourceMapping mapping(int batchSize, UnaryOperator<String> function) {
    return new EventSourceMapping(
        properties(batchSize),
        server,
        clock,
        queue,
        event -> {
          events.add(parse(event));
          return function.apply(event);
        },
        failures::add);
  }

  private ObjectNode properties(int batchSize) {
    ObjectNode properties =
        JSON.createObjectNode().put("EventSourceArn", server.arn(name)).put("BatchSize", batchSize);
    properties.putArray("FunctionResponseTypes").add("ReportBatchItemFailures");
    return properties;
  }

  private void send(String... bodies) {
    for (String body : bodies) {
      server.client().sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }
  }

  private static String failuresOfBadMessages(String event) {
    ObjectNode response = JSON.createObjectNode();
    for (JsonNode message : parse(event).path("Records")) {
      if (message.path("body").asText().equals("bad")) {
        response
            .withArray("batchItemFailures")
            .addObject()
            .put("itemIdentifier", message.path("messageId").asText());
      }
    }
    return response.toString();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
