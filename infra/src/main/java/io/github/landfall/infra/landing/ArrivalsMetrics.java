package io.github.landfall.infra.landing;

import io.github.landfall.infra.function.LogMetrics;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** Adds up what the arrivals function's log lines say of the parts that it put. */
public final class ArrivalsMetrics extends Construct {

  private final Metric objects;
  private final Metric bytes;
  private final Metric errors;

  /**
   * Makes the metrics.
   *
   * @param logGroup the arrivals function's log
   */
  public ArrivalsMetrics(Construct scope, ILogGroup logGroup) {
    super(scope, "ArrivalsMetrics");
    LogMetrics log = new LogMetrics(this, logGroup);
    objects = log.figure("ArrivedObjects", "$.objects");
    bytes = log.figure("ArrivedBytes", "$.bytes");
    errors = log.errors("ArrivalsErrors");
  }

  /** Objects that were created in the partners' folders. */
  public Metric objects() {
    return objects;
  }

  /** The bytes of those. */
  public Metric bytes() {
    return bytes;
  }

  /** Log lines of level ERROR. */
  public Metric errors() {
    return errors;
  }
}
