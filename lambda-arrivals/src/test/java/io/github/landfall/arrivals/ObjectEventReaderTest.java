package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.arrival.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectEventReaderTest {

  private final ObjectEventReader reader = new ObjectEventReader();

  @Test
  void createdObjectArrives() throws UnreadableEventException {
    assertThat(read(S3Events.created("northlight/day1/a.exr", 5_000_000_000_000L, "0055")))
        .containsExactly(
            new ObjectEventReader.Told(
                "studio-landing",
                new Arrival(
                    Arrival.Kind.CREATED,
                    Instant.parse("2026-11-23T16:05:01.123Z"),
                    5_000_000_000_000L,
                    "0055",
                    "northlight/day1/a.exr")));
  }

  @ParameterizedTest
  @CsvSource({
    "ObjectCreated:Put, CREATED, 7",
    "ObjectCreated:CompleteMultipartUpload, CREATED, 7",
    "ObjectCreated:Copy, CREATED, 7",
    "s3:ObjectCreated:Put, CREATED, 7",
    "ObjectRemoved:Delete, REMOVED, 0",
    "ObjectRemoved:DeleteMarkerCreated, REMOVED, 0",
    "LifecycleExpiration:Delete, REMOVED, 0",
    "LifecycleExpiration:DeleteMarkerCreated, REMOVED, 0",
  })
  void everyWayToComeOrGoIsKnown(String name, Arrival.Kind kind, long bytes)
      throws UnreadableEventException {
    assertThat(read(S3Events.event(name, "northlight/a", "\"size\":7,", "1")))
        .extracting(told -> told.arrival().kind(), told -> told.arrival().bytes())
        .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, bytes));
  }

  @ParameterizedTest
  @MethodSource("io.github.landfall.arrivals.HostileKeys#all")
  void everyKeyIsReadAsItWasWritten(String key) throws UnreadableEventException {
    assertThat(key.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
    assertThat(read(S3Events.created(key, 1, "1")))
        .extracting(told -> told.arrival().key())
        .containsExactly(key);
  }

  @Test
  void severalRecordsOfOneMessageAllArrive() throws UnreadableEventException {
    String one = S3Events.created("northlight/a", 1, "1");
    String two = S3Events.removed("northlight/b", "2");
    String both =
        one.substring(0, one.length() - 2) + "," + two.substring("{\"Records\":[".length());
    assertThat(read(both))
        .extracting(told -> told.arrival().key())
        .containsExactly("northlight/a", "northlight/b");
  }

  @Test
  void testEventOfS3IsNoArrival() throws UnreadableEventException {
    assertThat(read(S3Events.TEST)).isEmpty();
  }

  @Test
  void membersOfLaterVersionsDoNoHarm() throws UnreadableEventException {
    String event = S3Events.created("northlight/a", 1, "1");
    String later =
        event
            .replace("\"eventVersion\":\"2.1\"", "\"eventVersion\":\"2.9\",\"new\":{\"key\":[1]}")
            .replace(
                "\"object\":{", "\"size\":5,\"other\":{\"key\":\"b\"},\"object\":{\"x\":[{}],");
    assertThat(read(later)).isEqualTo(read(event)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no event|the body is not JSON",
        "``|the body begins with null; expected START_OBJECT",
        "[]|the body begins with START_ARRAY; expected START_OBJECT",
        "{}|there are no Records, and Event is missing; expected Records, or Event 's3:TestEvent'",
        "{\"Event\":\"s3:Other\"}|Event is 's3:Other'",
        "{\"Records\":5}|Records begins with VALUE_NUMBER_INT; expected START_ARRAY",
        "{\"Records\":[5]}|a record begins with VALUE_NUMBER_INT; expected START_OBJECT",
        "{\"Records\":[{|the body is not JSON",
        "{\"Records\":[{}]}|eventName is missing; expected ObjectCreated:",
        "{\"Records\":[{\"eventName\":\"ObjectTagging:Put\"}]}|eventName is 'ObjectTagging:Put'; expected",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\"}]}|eventTime is missing",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"eventTime\":\"noon\"}]}|eventTime is 'noon'; expected a time such as",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"eventTime\":\"2026-11-23T16:05:01Z\"}]}|s3.object.key is missing",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"eventTime\":\"2026-11-23T16:05:01Z\",\"s3\":{\"object\":{\"key\":\"a%zz\"}}}]}|s3.object.key is 'a%zz'; expected a key that is encoded",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"eventTime\":\"2026-11-23T16:05:01Z\",\"s3\":{\"object\":{\"key\":\"a\"}}}]}|s3.bucket.name is missing; expected the name",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":5}]}|s3.object.size is missing or no number",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":{\"size\":\"big\"}}}]}|s3.object.size is missing or no number",
      })
  void unreadableMessageSaysWhatWasFoundAndExpected(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(message);
  }

  /** As it lies in a batch: in the midst of other text. */
  private List<ObjectEventReader.Told> read(String body) throws UnreadableEventException {
    return reader.read(("{" + body + "}").toCharArray(), 1, body.length());
  }
}
