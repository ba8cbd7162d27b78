package io.github.landfall.chat.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/**
 * Robots of WeCom, 企业微信. Messages are markdown: it has 4,096 bytes, where text has 2,048. The key
 * in the address is the secret; nothing is signed.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">Robots of WeCom</a>
 * @see <a href="https://developer.work.weixin.qq.com/document/path/90313">Its error codes</a>
 */
record WeComRobot() implements Robot {

  private static final int MAX_BYTES = 4096;

  /** 20 a minute. */
  private static final Pace PACE = new Pace(10, 10);

  /** Called too often. */
  private static final Set<Integer> BUSY = Set.of(45009, 45033);

  /** An invalid address. */
  private static final Set<Integer> KEY = Set.of(93000);

  @Override
  public Post post(ChatMessage message, RobotSecret secret, Instant now) {
    ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
    body.putObject("markdown").put("content", Markdown.of(message, "\n", MAX_BYTES));
    return new Post(secret.webhook(), body.toString());
  }

  @Override
  public Verdict verdict(Answer answer) {
    return Verdict.of(answer, "errcode", "errmsg", BUSY, KEY);
  }

  @Override
  public Pace pace() {
    return PACE;
  }
}
