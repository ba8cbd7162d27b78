package io.github.landfall.contract;

/** The chat function's environment: the infrastructure writes these variables. */
public final class ChatVariables {

  /**
   * The robots: a JSON list of {@link io.github.landfall.contract.notice.RobotSettings}. It holds
   * no webhook.
   */
  public static final String ROBOTS = "ROBOTS";

  /** Language of the messages: {@code zh-CN} or {@code en}. */
  public static final String LANGUAGE = RefreshVariables.LANGUAGE;

  /** Time zone of the times in messages, an IANA name such as {@code Asia/Shanghai}. */
  public static final String TIME_ZONE = RefreshVariables.TIME_ZONE;

  private ChatVariables() {}
}
