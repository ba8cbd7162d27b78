package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import io.github.landfall.contract.arrival.PartName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Drives the handler with the JSON that Lambda sends, as bytes. */
class ArrivalsHandlerTest {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final RecordingS3 s3 = new RecordingS3();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final ArrivalsHandler handler =
      new ArrivalsHandler(
          new ArrivalsSettings("studio-landing", "studio-ledger"),
          new S3ArrivalParts(s3, "studio-ledger"),
          new ArrivalsLog(new PrintStream(logged, true, StandardCharsets.UTF_8)));

  @Test
  void everyObjectOfABatchIsInOnePart() throws Exception {
    List<Message> batch = new ArrayList<>();
    HostileKeys.all()
        .forEach(
            key ->
                batch.add(message(batch.size(), S3Events.created(key, 10, "00" + batch.size()))));
    batch.add(message(batch.size(), S3Events.removed("northlight/old.mov", "0100")));

    assertThat(invoke(batch)).isEmpty();

    List<String> expected = new ArrayList<>(HostileKeys.all().toList());
    expected.add("northlight/old.mov");
    assertThat(s3.objects).hasSize(1);
    assertThat(arrivals()).extracting(Arrival::key).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(s3.objects.keySet())
        .allMatch(key -> key.startsWith("studio-ledger/northlight/new/"));
  }

  @Test
  void logLineOfAPartCarriesItsFigures() throws Exception {
    invoke(
        List.of(
            message(1, S3Events.created("northlight/a", 10, "1")),
            message(2, S3Events.created("northlight/b", 20, "2")),
            message(3, S3Events.removed("northlight/c", "3"))));
    JsonNode line = JSON.readTree(log());
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("partner").asText()).isEqualTo("northlight");
    assertThat(line.path("objects").asLong()).isEqualTo(2);
    assertThat(line.path("bytes").asLong()).isEqualTo(30);
    assertThat(line.path("removed").asLong()).isEqualTo(1);
    assertThat(s3.objects).containsOnlyKeys("studio-ledger/" + line.path("part").asText());
  }

  @Test
  void batchThatIsDeliveredAgainInAnyOrderPutsTheSameObject() throws Exception {
    List<Message> batch = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      batch.add(
          message(
              number, S3Events.created("northlight/f%d/x".formatted(number % 7), 1, "" + number)));
    }
    invoke(batch);
    Map<String, byte[]> first = new TreeMap<>(s3.objects);
    Collections.reverse(batch);
    invoke(batch);
    assertThat(s3.puts).isEqualTo(2);
    assertThat(s3.objects).hasSize(1).containsExactlyEntriesOf(first);
  }

  @Test
  void messageThatIsInABatchTwiceIsCountedOnce() throws Exception {
    String event = S3Events.created("northlight/a", 10, "1");
    assertThat(invoke(List.of(message(1, event), message(2, event)))).isEmpty();
    assertThat(arrivals()).hasSize(1);
    assertThat(s3.objects.keySet()).allMatch(key -> key.endsWith("-1-10-0.jsonl.gz"));
  }

  @Test
  void everyPartnerHasItsOwnPart() throws Exception {
    assertThat(
            invoke(
                List.of(
                    message(1, S3Events.created("northlight/a", 1, "1")),
                    new Message("m2", "harbour-vfx", S3Events.created("harbour-vfx/a", 1, "1")),
                    message(3, S3Events.created("northlight/b", 1, "2")))))
        .isEmpty();
    assertThat(s3.objects.keySet())
        .map(
            key -> PartName.parse(key.substring("studio-ledger/".length())).orElseThrow().partner())
        .containsExactly("harbour-vfx", "northlight");
    assertThat(arrivals()).hasSize(3);
  }

  @Test
  void testEventOfS3PutsNothing() throws Exception {
    assertThat(invoke(List.of(message(1, S3Events.TEST)))).isEmpty();
    assertThat(s3.puts).isZero();
    assertThat(log()).isEmpty();
  }

  @Test
  void unreadableMessageAloneIsReportedAndTheRestGoesOn() throws Exception {
    assertThat(
            invoke(
                List.of(
                    message(1, S3Events.created("northlight/a", 1, "1")),
                    message(2, "{\"Records\":["),
                    message(3, S3Events.created("northlight/b", 1, "2")))))
        .containsExactly("m2");
    assertThat(arrivals()).extracting(Arrival::key).containsExactly("northlight/a", "northlight/b");
    assertThat(log().lines().findFirst().orElseThrow())
        .contains("\"level\":\"ERROR\"", "\"messageId\":\"m2\"", "the body is not JSON");
  }

  @Test
  void batchOfNothingButUnreadableMessagesPutsNothing() throws Exception {
    assertThat(invoke(List.of(message(1, "?"), message(2, "!")))).containsExactly("m1", "m2");
    assertThat(s3.puts).isZero();
  }

  @Test
  void partThatCannotBePutComesAgainAndNothingElseDoes() throws Exception {
    s3.failing = "northlight/";
    assertThat(
            invoke(
                List.of(
                    message(1, S3Events.created("northlight/a", 1, "1")),
                    new Message("m2", "harbour-vfx", S3Events.created("harbour-vfx/a", 1, "1")),
                    message(3, S3Events.TEST))))
        .containsExactly("m1", "m3");
    assertThat(arrivals()).extracting(Arrival::key).containsExactly("harbour-vfx/a");
    JsonNode line = JSON.readTree(log().lines().findFirst().orElseThrow());
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("message").asText()).contains("S3 is down");
    assertThat(line.has("part")).isFalse();
  }

  @Test
  void objectOutsideOfThePartnersFolderIsIgnoredWithAWarning() throws Exception {
    assertThat(
            invoke(
                List.of(
                    message(1, S3Events.created("northlight-2/a", 1, "1")),
                    message(2, S3Events.created("northlight/a", 1, "1")))))
        .isEmpty();
    assertThat(arrivals()).extracting(Arrival::key).containsExactly("northlight/a");
    assertThat(log()).contains("\"level\":\"WARN\"", "northlight-2/a", "m1");
  }

  @Test
  void eventOfAnotherBucketIsDroppedWithAWarningAndNeverComesAgain() throws Exception {
    String left = S3Events.created("northlight/a", 1, "1").replace("studio-landing", "old-landing");
    assertThat(
            invoke(List.of(message(1, left), message(2, S3Events.created("northlight/b", 1, "1")))))
        .isEmpty();
    assertThat(arrivals()).extracting(Arrival::key).containsExactly("northlight/b");
    assertThat(log())
        .contains(
            "\"level\":\"WARN\"",
            "an event of another bucket than 'studio-landing' was dropped",
            "\"bucket\":\"old-landing\"",
            "\"messageId\":\"m1\"");
  }

  @Test
  void queueOfNobodyFailsTheBatchAndPutsNothing() {
    assertThatThrownBy(
            () ->
                handler.handleRequest(
                    event(
                        List.of(
                            message(1, S3Events.created("northlight/a", 1, "1")),
                            new Message("m2", "", S3Events.created("northlight/b", 1, "2")))),
                    OutputStream.nullOutputStream(),
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a name of 'Landfall-arrivals-' and a partner");
    assertThat(s3.puts).isZero();
  }

  private record Message(String id, String partner, String body) {}

  private static Message message(int number, String body) {
    return new Message("m" + number, "northlight", body);
  }

  private List<String> invoke(List<Message> messages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(event(messages), out, null);
    return JSON.readTree(out.toByteArray())
        .path("batchItemFailures")
        .findValuesAsText("itemIdentifier");
  }

  @Test
  void recordsThatAreNoMessagesFailTheBatch() {
    assertThatThrownBy(() -> handle("{\"detail\":{}}"))
        .isInstanceOf(IOException.class)
        .hasMessage("the event has no Records; expected a batch of SQS messages");
    assertThatThrownBy(() -> handle("{\"Records\":[{\"eventVersion\":\"2.1\",\"s3\":{}}]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no messageId or no eventSourceARN");
  }

  @Test
  void messageWithoutABodyComesAgain() throws Exception {
    String batch =
        JSON.writeValueAsString(
            Map.of(
                "Records",
                List.of(
                    Map.of(
                        "eventSourceARN",
                        record(message(1, "")).get("eventSourceARN"),
                        "messageId",
                        "m1"))));
    assertThat(handle(batch)).contains("m1");
    assertThat(log()).contains("there is no body; expected S3's event as JSON");
  }

  private String handle(String batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)), out, null);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static InputStream event(List<Message> messages) throws IOException {
    List<Map<String, Object>> records = messages.stream().map(ArrivalsHandlerTest::record).toList();
    return new ByteArrayInputStream(JSON.writeValueAsBytes(Map.of("Records", records)));
  }

  private static Map<String, Object> record(Message message) {
    return Map.of(
        "messageId",
        message.id(),
        "receiptHandle",
        "receipt-" + message.id(),
        "body",
        message.body(),
        "attributes",
        Map.of("ApproximateReceiveCount", "1"),
        "eventSource",
        "aws:sqs",
        "eventSourceARN",
        "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-arrivals-" + message.partner(),
        "awsRegion",
        "cn-northwest-1");
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  private List<Arrival> arrivals() throws IOException {
    List<Arrival> arrivals = new ArrayList<>();
    for (byte[] content : s3.objects.values()) {
      ArrivalPart.read(new ByteArrayInputStream(content), arrivals::add);
    }
    return arrivals;
  }

  private static final class RecordingS3 implements S3Client {

    private final Map<String, byte[]> objects = new TreeMap<>();
    private int puts;
    private String failing = "no key at all";

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      if (request.key().contains(failing)) {
        throw new IllegalStateException("S3 is down");
      }
      puts++;
      try {
        objects.put(
            request.bucket() + "/" + request.key(),
            body.contentStreamProvider().newStream().readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }
}
