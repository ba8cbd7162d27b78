package io.github.landfall.contract;

/** The refresh function's environment: the infrastructure writes these variables. */
public final class RefreshVariables {

  /** Name of the runs table. */
  public static final String RUNS_TABLE = "RUNS_TABLE";

  /** URL of the run queue. */
  public static final String RUN_QUEUE = "RUN_QUEUE";

  /** URL of the run queue's dead-letter queue. */
  public static final String RUN_DEAD_LETTER_QUEUE = "RUN_DEAD_LETTER_QUEUE";

  /** Name of the landing bucket. */
  public static final String LANDING_BUCKET = "LANDING_BUCKET";

  /** Name of the ledger bucket. */
  public static final String LEDGER_BUCKET = ArrivalsVariables.LEDGER_BUCKET;

  /** ARN of the topic that producers subscribe to. */
  public static final String NOTICE_TOPIC = "NOTICE_TOPIC";

  /** ARN of the topic that the platform team subscribes to. */
  public static final String OPERATIONS_TOPIC = "OPERATIONS_TOPIC";

  /** Language of the notices: {@code zh-CN} or {@code en}. */
  public static final String LANGUAGE = "LANGUAGE";

  /** Time zone of the times in notices, an IANA name such as {@code Asia/Shanghai}. */
  public static final String TIME_ZONE = "TIME_ZONE";

  /**
   * How long after the end of a transfer its refreshes may stay unconfirmed, as ISO-8601 duration.
   */
  public static final String REFRESH_DEADLINE = "REFRESH_DEADLINE";

  /**
   * {@code true} if producers are told of a night that brought nothing new; unset means they are
   * not.
   */
  public static final String QUIET_NIGHTS = "QUIET_NIGHTS";

  /**
   * Comma-separated ARNs of the file shares to refresh; unset means every share on the landing
   * bucket.
   */
  public static final String FILE_SHARES = "FILE_SHARES";

  private RefreshVariables() {}
}
