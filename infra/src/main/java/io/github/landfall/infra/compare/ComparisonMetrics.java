package io.github.landfall.infra.compare;

import io.github.landfall.infra.function.LogMetrics;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** Adds up what the comparison function's log lines say of comparisons that are over. */
public final class ComparisonMetrics extends Construct {

  private final Metric compared;
  private final Metric lacking;
  private final Metric errors;

  /**
   * Makes the metrics.
   *
   * @param logGroup the comparison function's log
   */
  public ComparisonMetrics(Construct scope, ILogGroup logGroup) {
    super(scope, "ComparisonMetrics");
    LogMetrics log = new LogMetrics(this, logGroup);
    compared = log.figure("ComparedObjects", "$.compared");
    lacking = log.figure("LackingObjects", "$.lacking");
    errors = log.errors("ComparisonErrors");
  }

  /** Objects that were compared. */
  public Metric compared() {
    return compared;
  }

  /** Objects that the landing bucket lacks, or has in an old version. */
  public Metric lacking() {
    return lacking;
  }

  /** Log lines of level ERROR. */
  public Metric errors() {
    return errors;
  }
}
