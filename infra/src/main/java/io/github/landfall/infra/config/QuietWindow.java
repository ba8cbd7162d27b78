package io.github.landfall.infra.config;

/**
 * How long a transfer must look quiet before its alarm goes back to OK.
 *
 * <p>The newest minutes prove nothing: SQS's points may come late, and a minute without points
 * looks quiet. So the window holds the quiet minutes, and beside them those that may be late.
 *
 * @param quietMinutes how many minutes in a row must be quiet for certain
 * @param metricDelayMinutes by how many minutes metrics may be late
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html">How
 *     late SQS's metrics may be</a>
 */
public record QuietWindow(int quietMinutes, int metricDelayMinutes) {

  static final String QUIET = "quietMinutes";
  static final String DELAY = "metricDelayMinutes";

  /**
   * Reads the window. Pauses of less than three minutes belong to a transfer: its workers sleep for
   * a minute when the queue is empty. After six hours without use a queue's metrics come up to
   * fifteen minutes late.
   */
  static QuietWindow of(Section section) {
    return new QuietWindow(section.integer(QUIET, 5, 3, 60), section.integer(DELAY, 3, 3, 15));
  }

  /** How many minutes the alarm looks at. */
  public int minutes() {
    return quietMinutes + metricDelayMinutes;
  }
}
