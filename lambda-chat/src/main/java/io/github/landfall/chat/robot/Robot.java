package io.github.landfall.chat.robot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.notice.RobotKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A product's robots: what they are sent, and what their answers mean. */
public sealed interface Robot permits WeComRobot, DingTalkRobot, FeishuRobot {

  /** For the bodies that are posted. */
  JsonMapper JSON = JsonMapper.builder().build();

  /** The robots of a kind. */
  static Robot of(RobotKind kind) {
    return switch (kind) {
      case WECOM -> new WeComRobot();
      case DINGTALK -> new DingTalkRobot();
      case FEISHU -> new FeishuRobot();
    };
  }

  /**
   * What a message becomes.
   *
   * @param message the message, which is cut if it is too long
   * @param secret where to, and how it is signed
   * @param now the time, which is signed too
   */
  Post post(ChatMessage message, RobotSecret secret, Instant now);

  /** What an answer means. */
  Verdict verdict(Answer answer);

  /** How fast one instance of the function posts. */
  Pace pace();

  /** HMAC-SHA256, in Base64. */
  static String signature(String key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this machine has no HmacSHA256", e);
    }
  }
}
