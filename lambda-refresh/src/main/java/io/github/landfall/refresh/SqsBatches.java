package io.github.landfall.refresh;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a batch of messages. Lambda's own binding would do the same, but it loads an object mapper
 * for it, which is a good part of a cold start.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Example Amazon SQS
 *     message event</a>
 */
final class SqsBatches {

  private static final JsonFactory JSON = new JsonFactory();

  private SqsBatches() {}

  /**
   * Reads a batch: of each message its id, receipt handle, body and attributes.
   *
   * @param in the event's JSON, as Lambda hands it over
   * @throws IOException if it is no batch of SQS messages; the message names what is missing
   */
  static SQSEvent read(InputStream in) throws IOException {
    List<SQSMessage> messages = null;
    try (JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals("Records")) {
          messages = messages(json);
        } else {
          json.skipChildren();
        }
      }
    }
    if (messages == null) {
      throw new IOException("the event has no Records; expected a batch of SQS messages");
    }
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static List<SQSMessage> messages(JsonParser json) throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      messages.add(message(json));
    }
    return messages;
  }

  private static SQSMessage message(JsonParser json) throws IOException {
    SQSMessage message = new SQSMessage();
    message.setAttributes(Map.of());
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "messageId" -> message.setMessageId(json.getText());
        case "receiptHandle" -> message.setReceiptHandle(json.getText());
        case "body" -> message.setBody(json.getText());
        case "attributes" -> message.setAttributes(attributes(json));
        default -> json.skipChildren();
      }
    }
    if (message.getMessageId() == null || message.getBody() == null) {
      throw new IOException("a record has no messageId or no body; expected an SQS message");
    }
    return message;
  }

  private static Map<String, String> attributes(JsonParser json) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      attributes.put(name, json.getText());
    }
    return attributes;
  }
}
