package io.github.landfall.chat;

import static io.github.landfall.contract.Variables.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.ChatVariables;
import io.github.landfall.contract.notice.RobotKind;
import io.github.landfall.contract.notice.RobotSettings;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The function's environment, which the infrastructure writes.
 *
 * @param robots the robots by the ARNs of their queues
 * @param language the tag of the messages' language
 * @param timeZone the time zone of the times in messages
 */
record ChatSettings(Map<String, RobotSettings> robots, String language, ZoneId timeZone) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException if a variable is missing or can't be read; the message names
   *     it
   */
  static ChatSettings from(Map<String, String> environment) {
    return new ChatSettings(
        read(environment, ChatVariables.ROBOTS, ChatSettings::robots),
        read(environment, ChatVariables.LANGUAGE),
        read(environment, ChatVariables.TIME_ZONE, ZoneId::of));
  }

  private static Map<String, RobotSettings> robots(String json) {
    try {
      Map<String, RobotSettings> robots =
          Stream.of(JSON.readValue(json, RobotSettings[].class))
              .collect(Collectors.toUnmodifiableMap(RobotSettings::queue, Function.identity()));
      // Not only when its first message comes.
      robots.values().forEach(robot -> RobotKind.of(robot.kind()));
      return robots;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a list of robots: " + e.getOriginalMessage(), e);
    }
  }
}
