package io.github.landfall.contract.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message of Data Transfer Hub's: an object, {@code {"key":…,"size":…}}; a part of one, {@code
 * {"objectKey":…,"partNumber":…}}; or the source bucket's own event.
 *
 * @param key the object's key at the source; empty if the message names none that S3 could hold
 * @param name what people look for it by: its key, or the text itself if it names none. What can't
 *     be written as UTF-8 is replaced by a question mark
 * @param part whether it is about a part of an object
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public record TransferMessage(Optional<String> key, String name, boolean part) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads a message's body, whatever it holds. */
  public static TransferMessage of(String body) {
    Optional<String> key = Optional.empty();
    boolean part = false;
    try {
      JsonNode message = JSON.readTree(body);
      part = message.has("objectKey");
      key =
          Stream.of(
                  message.path("key").asText(),
                  message.path("objectKey").asText(),
                  URLDecoder.decode(
                      message.at("/Records/0/s3/object/key").asText(), StandardCharsets.UTF_8))
              .filter(text -> !text.isEmpty())
              .findFirst();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // The text itself is the name.
    }
    String name = key.orElse(body);
    return new TransferMessage(
        key.filter(StandardCharsets.UTF_8.newEncoder()::canEncode),
        name.isEmpty()
            ? "(an empty message)"
            : new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
        part);
  }
}
