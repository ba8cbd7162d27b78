package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.notice.RobotSettings;
import io.github.landfall.localaws.robots.ChatPost;
import io.github.landfall.localaws.robots.Product;
import io.github.landfall.localaws.robots.RobotServer;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import io.github.landfall.rehearsal.timeline.Timeline;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The robots that the template names, each on an address of its own, and what their groups got. */
final class GroupRobots implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Closing closing = new Closing();
  private final Map<String, RobotServer> robots = new LinkedHashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Timeline timeline;
  private final UnaryOperator<String> partnerIn;

  /**
   * Starts them.
   *
   * @param variable the chat function's variable {@code ROBOTS}
   * @param clock the virtual clock
   * @param timeline where messages are taken down
   * @param partnerIn the partner that a text names; empty if it names none
   */
  GroupRobots(
      String variable, InstantSource clock, Timeline timeline, UnaryOperator<String> partnerIn) {
    this.timeline = timeline;
    this.partnerIn = partnerIn;
    for (RobotSettings settings : read(variable)) {
      Product product = Product.valueOf(settings.kind().toUpperCase(Locale.ROOT));
      String key = "key-of-" + settings.name();
      Optional<String> signingSecret =
          product == Product.WECOM ? Optional.empty() : Optional.of("SEC-of-" + settings.name());
      RobotServer robot = closing.add(RobotServer.start(product, key, signingSecret, clock));
      robots.put(settings.name(), robot);
      secrets.put(
          settings.secret(),
          JSON.createObjectNode()
              .put("webhook", robot.webhook().toString())
              .put("secret", signingSecret.orElse(null))
              .toString());
    }
  }

  private static List<RobotSettings> read(String variable) {
    try {
      return List.of(JSON.readValue(variable, RobotSettings[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the template's robots can't be read: " + variable, e);
    }
  }

  /** What each secret holds, by its name. */
  Map<String, String> secrets() {
    return Map.copyOf(secrets);
  }

  /** The robot of a name. */
  RobotServer robot(String name) {
    return Optional.ofNullable(robots.get(name))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " is no robot of this stage, only " + robots.keySet()));
  }

  /** Takes down what groups got since the last time. */
  void news() {
    robots.forEach(
        (name, robot) -> {
          List<ChatPost> posts = robot.posts();
          for (ChatPost post : posts.subList(seen.getOrDefault(name, 0), posts.size())) {
            timeline.add(Kind.CHAT, partnerIn.apply(post.text()), name + ":\n" + post.text());
          }
          seen.put(name, posts.size());
        });
  }

  @Override
  public void close() {
    closing.close();
  }
}
