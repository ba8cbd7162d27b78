package io.github.landfall.chat.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.text.EscapedText;
import java.util.Set;

/** What an answer means. */
public sealed interface Verdict {

  /** The group has the message. */
  record Accepted() implements Verdict {}

  /**
   * The robot got too many messages; later it takes this one.
   *
   * @param reason what it said
   */
  record Busy(String reason) implements Verdict {}

  /**
   * The robot does not take the address or the signature: the secret may have changed.
   *
   * @param reason what it said
   */
  record KeyRefused(String reason) implements Verdict {}

  /**
   * Anything else.
   *
   * @param reason what it said
   */
  record Failed(String reason) implements Verdict {}

  /**
   * Reads an answer. Robots answer errors with the HTTP status 200, and a code in the body.
   *
   * @param code the member that holds the code, 0 for success
   * @param message the member that holds the reason
   * @param busy the codes of too many messages
   * @param key the codes of a wrong address or signature
   */
  static Verdict of(
      Answer answer, String code, String message, Set<Integer> busy, Set<Integer> key) {
    if (answer.status() == 429) {
      return new Busy("HTTP status 429");
    }
    if (answer.status() != 200) {
      return new Failed("HTTP status " + answer.status());
    }
    JsonNode body;
    try {
      body = JsonMapper.builder().build().readTree(answer.body());
    } catch (JsonProcessingException e) {
      return new Failed("an answer that is not JSON");
    }
    if (!body.path(code).isInt()) {
      return new Failed("an answer without " + code);
    }
    int value = body.path(code).intValue();
    String reason =
        "%s %d: %s".formatted(code, value, EscapedText.of(start(body.path(message).asText())));
    if (value == 0) {
      return new Accepted();
    }
    if (busy.contains(value)) {
      return new Busy(reason);
    }
    return key.contains(value) ? new KeyRefused(reason) : new Failed(reason);
  }

  private static String start(String text) {
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(200, text.codePointCount(0, text.length()))));
  }
}
