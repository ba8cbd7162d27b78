package io.github.landfall.contract.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A message of Data Transfer Hub's: an object, {@code {"key":…,"size":…}}; a part of one, {@code
 * {"objectKey":…,"partNumber":…}}; or the source bucket's own event.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
final class TransferMessage {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TransferMessage() {}

  /** Whether it is about a part of an object. */
  static boolean part(String body) {
    try {
      return JSON.readTree(body).has("objectKey");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * The key of the object that it is about; the text itself if it says none, for people look for a
   * name here. What can't be written as UTF-8 is replaced by a question mark.
   */
  static String key(String body) {
    String key = body;
    try {
      JsonNode message = JSON.readTree(body);
      String event = message.at("/Records/0/s3/object/key").asText();
      key =
          Stream.of(
                  message.path("key").asText(),
                  message.path("objectKey").asText(),
                  URLDecoder.decode(event, StandardCharsets.UTF_8))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse(body);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      key = body;
    }
    return key.isEmpty()
        ? "(an empty message)"
        : new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
