package io.github.landfall.contract;

/** The comparison function's environment: the infrastructure writes these variables. */
public final class CompareVariables {

  /** Name of the runs table. */
  public static final String RUNS_TABLE = RefreshVariables.RUNS_TABLE;

  /** URL of the comparison queue. */
  public static final String COMPARISON_QUEUE = "COMPARISON_QUEUE";

  /** Name of the landing bucket. */
  public static final String LANDING_BUCKET = RefreshVariables.LANDING_BUCKET;

  /** Name of the ledger bucket. */
  public static final String LEDGER_BUCKET = RefreshVariables.LEDGER_BUCKET;

  /** ARN of the topic that producers subscribe to. */
  public static final String NOTICE_TOPIC = RefreshVariables.NOTICE_TOPIC;

  /** ARN of the topic that the platform team subscribes to. */
  public static final String OPERATIONS_TOPIC = RefreshVariables.OPERATIONS_TOPIC;

  /** Language of the notices: {@code zh-CN} or {@code en}. */
  public static final String LANGUAGE = RefreshVariables.LANGUAGE;

  /** Time zone of the times in notices, an IANA name such as {@code Asia/Shanghai}. */
  public static final String TIME_ZONE = RefreshVariables.TIME_ZONE;

  private CompareVariables() {}
}
