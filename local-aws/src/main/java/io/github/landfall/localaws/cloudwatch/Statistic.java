package io.github.landfall.localaws.cloudwatch;

import java.util.Arrays;
import java.util.Collection;

/**
 * How the points of a period become one value.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">CloudWatch
 *     statistics</a>
 */
public enum Statistic {
  /** The sum divided by the number of points. */
  AVERAGE("Average"),
  /** The largest value. */
  MAXIMUM("Maximum"),
  /** The smallest value. */
  MINIMUM("Minimum"),
  /** All values added. */
  SUM("Sum");

  private final String awsName;

  Statistic(String awsName) {
    this.awsName = awsName;
  }

  /**
   * Finds a statistic by AWS's name for it.
   *
   * @param awsName for example {@code Maximum}
   * @return the statistic
   * @throws IllegalArgumentException when the rehearsal has no such statistic
   */
  public static Statistic of(String awsName) {
    return Arrays.stream(values())
        .filter(statistic -> statistic.awsName.equals(awsName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "statistic '" + awsName + "': expected Average, Maximum, Minimum or Sum"));
  }

  /** AWS's name for it. */
  public String awsName() {
    return awsName;
  }

  double over(Collection<Double> points) {
    double sum = points.stream().mapToDouble(Double::doubleValue).sum();
    return switch (this) {
      case AVERAGE -> sum / points.size();
      case MAXIMUM -> points.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      case MINIMUM -> points.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      case SUM -> sum;
    };
  }
}
