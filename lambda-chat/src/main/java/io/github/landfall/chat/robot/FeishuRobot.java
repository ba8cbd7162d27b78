package io.github.landfall.chat.robot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Robots of Feishu, 飞书. Messages are of the type {@code post}: its texts are shown as they are,
 * while one of the type {@code text} would take {@code <at …>} in a file's name for a mention.
 *
 * @see <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">Custom robots of
 *     Feishu</a>
 */
record FeishuRobot() implements Robot {

  /** Of the 20 KB that a body may have, less what stands around the lines. */
  private static final int MAX_BYTES = 20_000 - 500;

  /** 100 a minute, and 5 a second. */
  private static final Pace PACE = new Pace(50, 2);

  /** Too many of this robot, or of all. */
  private static final Set<Integer> BUSY = Set.of(11232);

  /** No such address; a signature, key word or IP address that it does not take. */
  private static final Set<Integer> KEY = Set.of(19001, 19021, 19022, 19024);

  @Override
  public Post post(ChatMessage message, RobotSecret secret, Instant now) {
    ObjectNode body = JSON.createObjectNode();
    if (secret.signingSecret().isPresent()) {
      long timestamp = now.getEpochSecond();
      body.put("timestamp", Long.toString(timestamp))
          .put("sign", Robot.signature(timestamp + "\n" + secret.signingSecret().get(), ""));
    }
    body.put("msg_type", "post");
    List<String> lines = Lines.fitting(message, MAX_BYTES, line -> Lines.bytes(shown(line)) + 1);
    ObjectNode post = body.putObject("content").putObject("post").putObject("zh_cn");
    post.put("title", lines.get(0));
    ArrayNode paragraphs = post.putArray("content");
    for (String line : lines.subList(1, lines.size())) {
      paragraphs.addArray().addObject().put("tag", "text").put("text", line);
    }
    return new Post(secret.webhook(), body.toString());
  }

  /** A line as it is in the body. */
  private static String shown(String line) {
    return "[{\"tag\":\"text\",\"text\":" + TextNode.valueOf(line) + "}]";
  }

  @Override
  public Verdict verdict(Answer answer) {
    return Verdict.of(answer, "code", "msg", BUSY, KEY);
  }

  @Override
  public Pace pace() {
    return PACE;
  }
}
