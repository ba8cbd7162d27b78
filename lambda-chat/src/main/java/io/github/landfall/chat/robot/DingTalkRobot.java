package io.github.landfall.chat.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/**
 * Robots of DingTalk, 钉钉. Messages are markdown, whose lines are paragraphs: a line feed alone
 * breaks none. No limit of their size is documented; they stay below 4,096 bytes.
 *
 * @see <a href="https://open.dingtalk.com/document/robots/custom-robot-access">Custom robots of
 *     DingTalk</a>
 */
record DingTalkRobot() implements Robot {

  private static final int MAX_BYTES = 4000;

  /** 20 a minute; whoever sends more is blocked for ten minutes. */
  private static final Pace PACE = new Pace(10, 10);

  /** Sent too often. */
  private static final Set<Integer> BUSY = Set.of(130101);

  /** No such robot; a signature, key word or address that it does not take. */
  private static final Set<Integer> KEY = Set.of(300001, 300005, 310000);

  @Override
  public Post post(ChatMessage message, RobotSecret secret, Instant now) {
    ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
    body.putObject("markdown")
        .put("title", message.title())
        .put("text", Markdown.of(message, "\n\n", MAX_BYTES));
    body.putObject("at").put("isAtAll", false);
    return new Post(address(secret, now), body.toString());
  }

  private static URI address(RobotSecret secret, Instant now) {
    if (secret.signingSecret().isEmpty()) {
      return secret.webhook();
    }
    long timestamp = now.toEpochMilli();
    String key = secret.signingSecret().get();
    String sign = Robot.signature(key, timestamp + "\n" + key);
    String webhook = secret.webhook().toString();
    return URI.create(
        "%s%stimestamp=%d&sign=%s"
            .formatted(
                webhook,
                webhook.contains("?") ? "&" : "?",
                timestamp,
                URLEncoder.encode(sign, StandardCharsets.UTF_8)));
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
