package io.github.landfall.chat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/**
 * Writes one JSON object a line, which CloudWatch Logs can filter by field. What fails is tried
 * again, so it is no error here: the alarm on the dead-letter queue tells of what was given up.
 */
final class ChatLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;

  ChatLog(PrintStream out) {
    this.out = out;
  }

  /** A message that the group has. */
  void posted(String robot, SQSMessage message) {
    out.println(line("INFO", robot, "posted", message));
  }

  /**
   * A message that comes again, or was given up.
   *
   * @param reason why; without anything of the robot's secret
   */
  void notPosted(String robot, String reason, SQSMessage message) {
    out.println(line("WARN", robot, "not posted: " + reason, message));
  }

  private static ObjectNode line(String level, String robot, String text, SQSMessage message) {
    return JSON.createObjectNode()
        .put("level", level)
        .put("message", text)
        .put("robot", robot)
        .put("messageId", message.getMessageId())
        .put(
            "received",
            message.getAttributes() == null
                ? null
                : message.getAttributes().get("ApproximateReceiveCount"));
  }
}
