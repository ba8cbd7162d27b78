package io.github.landfall.arrivals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a batch of messages as a stream: a body is read where it lies in the parser's buffer, and
 * what is not needed is not copied.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Example Amazon SQS
 *     message event</a>
 */
final class BatchReader {

  private static final JsonFactory JSON = new JsonFactory();

  private final ObjectEventReader bodies = new ObjectEventReader();

  /**
   * A message of an arrivals queue.
   *
   * @param id its id
   * @param queue the ARN of its queue
   * @param told what its body tells; empty if it can't be read
   * @param unreadable why the body can't be read; null if it can
   */
  record Message(
      String id,
      String queue,
      List<ObjectEventReader.Told> told,
      UnreadableEventException unreadable) {}

  /**
   * Reads a batch.
   *
   * @param batch the event's JSON, as Lambda hands it over
   * @param reader gets message after message
   * @throws IOException if it is no batch of SQS messages; the message names what is missing
   */
  void read(InputStream batch, Consumer<Message> reader) throws IOException {
    boolean records = false;
    try (JsonParser json = JSON.createParser(batch)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals("Records")) {
          records = true;
          while (json.nextToken() == JsonToken.START_OBJECT) {
            reader.accept(message(json));
          }
        } else {
          json.skipChildren();
        }
      }
    }
    if (!records) {
      throw new IOException("the event has no Records; expected a batch of SQS messages");
    }
  }

  private Message message(JsonParser json) throws IOException {
    String id = null;
    String queue = null;
    List<ObjectEventReader.Told> told = List.of();
    UnreadableEventException unreadable =
        new UnreadableEventException("there is no body; expected S3's event as JSON");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("messageId")) {
        id = json.getValueAsString();
      } else if (name.equals("eventSourceARN")) {
        queue = json.getValueAsString();
      } else if (name.equals("body") && value == JsonToken.VALUE_STRING) {
        try {
          told = bodies.read(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
          unreadable = null;
        } catch (UnreadableEventException e) {
          unreadable = e;
        }
      }
      json.skipChildren();
    }
    if (id == null || queue == null) {
      throw new IOException(
          "a record has no messageId or no eventSourceARN; expected an SQS message");
    }
    return new Message(id, queue, told, unreadable);
  }
}
