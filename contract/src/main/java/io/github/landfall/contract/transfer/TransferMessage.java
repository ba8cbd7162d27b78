package io.github.landfall.contract.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A message of Data Transfer Hub's: an object, {@code {"key":…,"size":…}}, or a part of one, {@code
 * {"objectKey":…,"partNumber":…}}.
 */
final class TransferMessage {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TransferMessage() {}

  /** The key of the object that it is about; the text itself if it says none. */
  static String key(String body) {
    try {
      JsonNode message = JSON.readTree(body);
      return message.path("key").asText(message.path("objectKey").asText(body));
    } catch (JsonProcessingException e) {
      // People look for a name here; whatever it is, they shall see it.
      return body;
    }
  }
}
