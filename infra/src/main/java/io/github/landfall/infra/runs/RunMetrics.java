package io.github.landfall.infra.runs;

import io.github.landfall.infra.function.LogMetrics;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.JsonPattern;
import software.constructs.Construct;

/** Counts what the refresh function's log lines say. */
public final class RunMetrics extends Construct {

  private final Metric runs;
  private final Metric refreshes;
  private final Metric driveReady;
  private final Metric plannedRequests;
  private final Metric savedRequests;
  private final Metric errors;

  /**
   * Makes the metrics.
   *
   * @param logGroup the refresh function's log
   */
  public RunMetrics(Construct scope, ILogGroup logGroup) {
    super(scope, "RunMetrics");
    LogMetrics log = new LogMetrics(this, logGroup);
    runs = log.count("Runs", done("transfer-ended"));
    refreshes = log.count("Refreshes", done("refresh"));
    driveReady = log.count("DriveReady", done("drive-ready"));
    plannedRequests = planned(log, "PlannedRequests", "$.plannedRequests");
    savedRequests = planned(log, "SavedRequests", "$.savedRequests");
    errors = log.errors("Errors");
  }

  /** Runs whose end was confirmed. */
  public Metric runs() {
    return runs;
  }

  /** Refreshes that were asked for. */
  public Metric refreshes() {
    return refreshes;
  }

  /** Runs that are on the drive. */
  public Metric driveReady() {
    return driveReady;
  }

  /** Requests to S3 that the planned refreshes are expected to make. */
  public Metric plannedRequests() {
    return plannedRequests;
  }

  /** Requests to S3 that refreshes of the partners' whole folders would have made beyond those. */
  public Metric savedRequests() {
    return savedRequests;
  }

  /** Log lines of level ERROR. */
  public Metric errors() {
    return errors;
  }

  private static Metric planned(LogMetrics log, String name, String field) {
    return log.sum(
        name, FilterPattern.all(done("plan"), FilterPattern.numberValue(field, ">=", 0)), field);
  }

  private static JsonPattern done(String step) {
    return FilterPattern.all(
        FilterPattern.stringValue("$.step", "=", step),
        FilterPattern.stringValue("$.outcome", "=", "done"));
  }
}
