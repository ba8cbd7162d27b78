package io.github.landfall.chat.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What whoever posts to a group must know. Its text says nothing of it, so that none gets into a
 * log.
 *
 * @param webhook the robot's address
 * @param signingSecret what messages are signed with; empty if they are not
 */
public record RobotSecret(URI webhook, Optional<String> signingSecret) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A rehearsal's robots live on this machine. */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /**
   * Reads a secret's value: {@code {"webhook": "https://…", "secret": "…"}}.
   *
   * @param name the secret's name, for the error
   * @throws IllegalArgumentException if it is none; the message says nothing of what it holds
   */
  public static RobotSecret read(String name, String value) {
    // The causes would tell what was found, so there are none.
    JsonNode secret;
    URI webhook;
    try {
      secret = JSON.readTree(value);
      webhook = new URI(secret.path("webhook").asText());
    } catch (JsonProcessingException | URISyntaxException e) {
      throw unusable(name);
    }
    String host = webhook.getHost();
    boolean loopback =
        "http".equals(webhook.getScheme()) && host != null && LOOPBACK.contains(host);
    if (host == null || !("https".equals(webhook.getScheme()) || loopback)) {
      throw unusable(name);
    }
    String signingSecret = secret.path("secret").asText("");
    return new RobotSecret(
        webhook, signingSecret.isEmpty() ? Optional.empty() : Optional.of(signingSecret));
  }

  private static IllegalArgumentException unusable(String name) {
    return new IllegalArgumentException(
        "the secret %s does not hold what a robot needs: expected {\"webhook\": \"https://…\", \"secret\": \"…\"}, where secret may be left out"
            .formatted(name));
  }

  /** A text from elsewhere, without anything of this in it. */
  public String hiddenIn(String text) {
    String hidden = text;
    for (String part : parts()) {
      hidden = hidden.replace(part, "…");
    }
    return hidden;
  }

  /** What nobody may read, the longest first. */
  private List<String> parts() {
    return Stream.of(
            webhook.toString(),
            String.valueOf(webhook.getRawQuery()),
            String.valueOf(webhook.getRawQuery()).replaceFirst(".*=", ""),
            webhook.getRawPath().replaceFirst(".*/", ""),
            signingSecret.orElse(""))
        // Words such as "send" are none that anybody guards.
        .filter(part -> part.length() > 8)
        .toList();
  }

  @Override
  public String toString() {
    return "RobotSecret";
  }
}
