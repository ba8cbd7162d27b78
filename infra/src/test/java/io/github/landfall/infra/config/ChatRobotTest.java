package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.landfall.contract.notice.RobotKind;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.config.ChatRobot.Audience;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChatRobotTest {

  @Test
  void aRobotIsForAllProducersUnlessItSaysMore() {
    assertThat(robots(List.of()).robots()).isEmpty();
    assertThat(
            robots(
                    List.of(
                        robot(Map.of()),
                        robot(
                            Map.of(
                                "name", "on-call",
                                "kind", "feishu",
                                "audience", "operations",
                                "partners", List.of("northlight")))))
                .robots())
        .containsExactly(
            new ChatRobot(
                "group-1", RobotKind.WECOM, "landfall/group", Audience.PRODUCERS, List.of()),
            new ChatRobot(
                "on-call",
                RobotKind.FEISHU,
                "landfall/group",
                Audience.OPERATIONS,
                List.of("northlight")));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            Map.of("webhook", "https://x"),
            "robots[0].webhook: unknown key, known here: audience, kind, name, partners, secret"),
        mistake(
            Map.of("name", "Group 1"),
            "robots[0].name: found \"Group 1\", expected 1 to 18 of a-z, 0-9 and hyphens, with no hyphen first or last"),
        mistake(
            Map.of("kind", "slack"),
            "robots[0].kind: found \"slack\", expected one of wecom, dingtalk, feishu"),
        mistake(
            Map.of("secret", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K"),
            "robots[0].secret: found \"an address\", expected the secret's name, of at most 128 characters, not its ARN"),
        mistake(
            Map.of("secret", "arn:x"),
            "robots[0].secret: found \"arn:x\", expected the secret's name, of at most 128 characters, not its ARN"),
        mistake(
            Map.of("audience", "artists"),
            "robots[0].audience: found \"artists\", expected one of producers, operations"),
        mistake(
            Map.of("partners", List.of("northlight", "nobody")),
            "robots[0].partners[1]: found \"nobody\", expected names of configured partners (northlight)"),
        mistake(
            Map.of("partners", List.of()),
            "robots[0].partners: found [], expected at least one partner, or no such key for all"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void aRobotThatCanNotBeMeantIsRefusedByItsKey(Map<String, Object> robot, String message) {
    assertThatThrownBy(() -> robots(List.of(robot)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("landfall.notices." + message);
  }

  @Test
  void whatARobotNeedsIsAskedFor() {
    assertThatThrownBy(() -> robots(List.of(Map.of("name", "a", "kind", "wecom"))))
        .hasMessage(
            "landfall.notices.robots[0].secret: missing, expected the secret's name, of at most 128 characters, not its ARN");
  }

  @Test
  void noTwoRobotsHaveOneNameAndThereAreNotTooMany() {
    assertThatThrownBy(() -> robots(Collections.nCopies(2, robot(Map.of()))))
        .hasMessage(
            "landfall.notices.robots[1].name: found \"group-1\", expected a name that no other robot has");
    assertThatThrownBy(() -> robots(Collections.nCopies(9, robot(Map.of()))))
        .hasMessageStartingWith("landfall.notices.robots: found \"9 robots\", expected at most 8");
  }

  @Test
  void aRobotTakesThePlaceOfAPartner() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put(
        "partners",
        IntStream.range(10, 40).mapToObj(i -> ExampleConfiguration.partner("p" + i)).toList());
    landfall.put(
        "notices",
        Map.of(
            "language", "en",
            "operationsEmails", List.of("operations@example.com"),
            "robots", List.of(robot(Map.of()))));

    assertThatThrownBy(() -> LandfallConfiguration.of(landfall))
        .hasMessage(
            "landfall.notices.robots: found \"1 robots beside 30 partners\", expected at most 30 of both together, since a stack has at most 500 resources");
  }

  private static Arguments mistake(Map<String, Object> change, String message) {
    return arguments(robot(change), message);
  }

  private static Map<String, Object> robot(Map<String, Object> change) {
    Map<String, Object> robot =
        new HashMap<>(Map.of("name", "group-1", "kind", "wecom", "secret", "landfall/group"));
    robot.putAll(change);
    return robot;
  }

  private static Notices robots(List<?> robots) {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put(
        "notices",
        Map.of(
            "language",
            "en",
            "operationsEmails",
            List.of("operations@example.com"),
            "robots",
            robots));
    return LandfallConfiguration.of(landfall).notices();
  }
}
