package io.github.landfall.arrivals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what S3 tells of objects: the body of a queue's message becomes arrivals.
 *
 * <p>It streams and keeps only what an arrival needs, for a night may bring millions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public final class ObjectEventReader {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String TEST = "s3:TestEvent";

  /**
   * What an event tells.
   *
   * @param bucket the name of the object's bucket
   * @param arrival what came or went there
   */
  public record Told(String bucket, Arrival arrival) {}

  /**
   * Reads a message.
   *
   * @param body holds the message's body
   * @param offset where it begins
   * @param length how many characters it has
   * @return what came or went; empty for the event with which S3 tries a new queue
   * @throws UnreadableEventException if it is anything else; its message says what
   */
  public List<Told> read(char[] body, int offset, int length) throws UnreadableEventException {
    try (JsonParser json = JSON.createParser(body, offset, length)) {
      return message(json);
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException(
          "the body is not JSON: %s; expected S3's event".formatted(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be read", e);
    }
  }

  private static List<Told> message(JsonParser json) throws IOException, UnreadableEventException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the body");
    List<Told> told = null;
    String event = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "Records" -> {
          expect(value, JsonToken.START_ARRAY, name);
          told = records(json);
        }
        case "Event" -> event = text(json);
        default -> json.skipChildren();
      }
    }
    if (told != null) {
      return told;
    }
    if (TEST.equals(event)) {
      return List.of();
    }
    throw new UnreadableEventException(
        "there are no Records, and Event is %s; expected Records, or Event '%s'"
            .formatted(quoted(event), TEST));
  }

  private static List<Told> records(JsonParser json) throws IOException, UnreadableEventException {
    List<Told> told = new ArrayList<>(1);
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      expect(token, JsonToken.START_OBJECT, "a record");
      ObjectEvent event = new ObjectEvent();
      event.read(json);
      Arrival arrival = event.arrival();
      told.add(new Told(event.bucket(), arrival));
    }
    return told;
  }

  private static void expect(JsonToken found, JsonToken expected, String what)
      throws UnreadableEventException {
    if (found != expected) {
      throw new UnreadableEventException(
          "%s begins with %s; expected %s".formatted(what, found, expected));
    }
  }

  private static String text(JsonParser json) throws IOException {
    String text = json.getValueAsString();
    json.skipChildren();
    return text;
  }

  private static String quoted(String text) {
    return text == null ? "missing" : "'" + text + "'";
  }

  /** The members of a record that matter, as they come by. */
  private static final class ObjectEvent {

    private String name;
    private String time;
    private String bucket;
    private String key;
    private long size = -1;
    // Documented for puts and deletes; an event without one is told apart by key and kind.
    private String sequencer = "";

    void read(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        switch (member) {
          case "eventName" -> name = text(json);
          case "eventTime" -> time = text(json);
          case "s3" -> readS3(json);
          default -> json.skipChildren();
        }
      }
    }

    private void readS3(JsonParser json) throws IOException {
      if (!json.isExpectedStartObjectToken()) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_OBJECT && member.equals("object")) {
          readObject(json);
        } else if (value == JsonToken.START_OBJECT && member.equals("bucket")) {
          readBucket(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void readBucket(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean bucketName = json.currentName().equals("name");
        json.nextToken();
        if (bucketName) {
          bucket = json.getValueAsString();
        }
        json.skipChildren();
      }
    }

    private void readObject(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        switch (member) {
          case "key" -> key = text(json);
          case "size" -> size = json.getValueAsLong(-1);
          case "sequencer" -> sequencer = json.getValueAsString("");
          default -> {}
        }
        json.skipChildren();
      }
    }

    String bucket() throws UnreadableEventException {
      if (bucket == null) {
        throw new UnreadableEventException(
            "s3.bucket.name is missing; expected the name of the object's bucket");
      }
      return bucket;
    }

    Arrival arrival() throws UnreadableEventException {
      Arrival.Kind kind = kind();
      boolean created = kind == Arrival.Kind.CREATED;
      if (created && size < 0) {
        throw new UnreadableEventException(
            "s3.object.size is missing or no number; expected the bytes of what was created");
      }
      return new Arrival(kind, time(), created ? size : 0, sequencer, key());
    }

    private Arrival.Kind kind() throws UnreadableEventException {
      String event = name != null && name.startsWith("s3:") ? name.substring(3) : name;
      if (event != null && event.startsWith("ObjectCreated:")) {
        return Arrival.Kind.CREATED;
      }
      if (event != null
          && (event.startsWith("ObjectRemoved:") || event.startsWith("LifecycleExpiration:"))) {
        return Arrival.Kind.REMOVED;
      }
      throw new UnreadableEventException(
          "eventName is %s; expected ObjectCreated:, ObjectRemoved: or LifecycleExpiration:"
              .formatted(quoted(name)));
    }

    private Instant time() throws UnreadableEventException {
      try {
        if (time != null) {
          return ArrivalTime.parse(time);
        }
      } catch (DateTimeException e) {
        throw new UnreadableEventException(
            "eventTime is %s; expected a time such as 2026-11-23T16:05:01.123Z"
                .formatted(quoted(time)),
            e);
      }
      throw new UnreadableEventException("eventTime is missing; expected a time");
    }

    /** S3 writes keys as a form does: a blank is a plus sign, other bytes of UTF-8 are %XX. */
    private String key() throws UnreadableEventException {
      if (key == null || key.isEmpty()) {
        throw new UnreadableEventException("s3.object.key is missing; expected the object's key");
      }
      try {
        return URLDecoder.decode(key, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new UnreadableEventException(
            "s3.object.key is %s; expected a key that is encoded as in a form"
                .formatted(quoted(key)),
            e);
      }
    }
  }
}
