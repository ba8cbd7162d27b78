package io.github.landfall.tools.compare;

import java.time.Duration;

/**
 * How long a transfer takes, by the rates that Data Transfer Hub documents: about 1 GB a minute and
 * worker of large files, about ten files a second and worker of small ones.
 *
 * @param objects how many objects are to be copied
 * @param bytes their bytes
 * @see <a href="https://docs.aws.amazon.com/solutions/latest/data-transfer-hub/cost.html">Cost of
 *     Data Transfer Hub</a>
 */
public record Preview(long objects, long bytes) {

  private static final double BYTES_A_SECOND = 1e9 / 60;

  private static final double OBJECTS_A_SECOND = 10;

  /**
   * How long so many workers take at least.
   *
   * @param workers how many, at least one
   */
  public Duration with(int workers) {
    double seconds = Math.max(bytes / BYTES_A_SECOND, objects / OBJECTS_A_SECOND);
    return Duration.ofSeconds((long) Math.ceil(seconds / Math.max(1, workers)));
  }

  /** What the way out of the source costs, at a price for 10⁹ bytes. */
  public double egress(double pricePerGb) {
    return bytes / 1e9 * pricePerGb;
  }
}
