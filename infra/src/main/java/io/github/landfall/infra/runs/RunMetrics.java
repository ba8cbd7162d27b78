package io.github.landfall.infra.runs;

import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.RunStep;
import io.github.landfall.contract.run.StepName;
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
  private final Metric errors;

  /**
   * Makes the metrics.
   *
   * @param logGroup the refresh function's log
   */
  public RunMetrics(Construct scope, ILogGroup logGroup) {
    super(scope, "RunMetrics");
    LogMetrics log = new LogMetrics(this, logGroup);
    runs = log.count("Runs", done(Notice.TRANSFER_ENDED));
    refreshes = log.count("Refreshes", done(RunStep.REFRESH));
    driveReady = log.count("DriveReady", done(Notice.DRIVE_READY));
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

  /** Log lines of level ERROR. */
  public Metric errors() {
    return errors;
  }

  private static JsonPattern done(StepName step) {
    return FilterPattern.all(
        FilterPattern.stringValue("$.step", "=", step.text()),
        FilterPattern.stringValue("$.outcome", "=", "done"));
  }
}
