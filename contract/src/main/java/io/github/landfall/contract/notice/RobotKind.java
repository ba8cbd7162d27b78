package io.github.landfall.contract.notice;

import java.util.Arrays;
import java.util.List;

/** A product whose groups have robots. */
public enum RobotKind {
  /** WeCom, 企业微信. */
  WECOM("wecom"),
  /** DingTalk, 钉钉. */
  DINGTALK("dingtalk"),
  /** Feishu, 飞书. */
  FEISHU("feishu");

  private final String text;

  RobotKind(String text) {
    this.text = text;
  }

  /** Its name in the configuration. */
  public String text() {
    return text;
  }

  /** All names, as the configuration takes them. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(RobotKind::text).toList();
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RobotKind of(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.text.equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no such robot: expected one of " + texts()));
  }
}
