package io.github.landfall.infra.chat;

import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.notices.NoticeTopics;
import java.util.List;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/** The group robots: a queue each, and the function that posts for all. */
public final class ChatRobots extends Construct {

  private final List<RobotQueue> robots;
  private final ChatFunction function;

  /**
   * Makes them.
   *
   * @param configuration has one robot at least
   * @param topics what they subscribe to
   * @throws io.github.landfall.infra.config.ConfigurationException if the function's jar is not
   *     built
   */
  public ChatRobots(Construct scope, LandfallConfiguration configuration, NoticeTopics topics) {
    super(scope, "ChatRobots");
    robots =
        configuration.notices().robots().stream()
            .map(robot -> new RobotQueue(this, robot, topics))
            .toList();
    function = new ChatFunction(this, configuration, robots);
  }

  /** The robots with their queues. */
  public List<RobotQueue> robots() {
    return robots;
  }

  /** The function itself. */
  public Function function() {
    return function.function();
  }
}
