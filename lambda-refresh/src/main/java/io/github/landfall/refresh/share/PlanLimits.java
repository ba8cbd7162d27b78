package io.github.landfall.refresh.share;

import io.github.landfall.contract.run.RefreshCall;
import java.util.Collection;

/**
 * How large a plan may get.
 *
 * <p>A run holds the plans of all its shares, and is one item of a table that takes 400 KB. More
 * than half of it is for the names of folders; the rest is for what else a run holds, with some 300
 * bytes for each call.
 *
 * @param foldersPerCall folders that a call takes
 * @param calls calls of a plan: they are made one after the other, a minute apart at least
 * @param nameBytes bytes of all names of a plan, in UTF-8
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Size
 *     of an item</a>
 */
public record PlanLimits(int foldersPerCall, int calls, int nameBytes) {

  /** Bytes of all names in a run. */
  static final int RUN_NAME_BYTES = 240_000;

  private static final int MAX_NAME_BYTES = 40_000;

  /**
   * The names of a partner's whole folder and of its reports, which every plan may fall back on.
   */
  private static final int MIN_NAME_BYTES = 500;

  /**
   * The limits of each of a run's shares: the remaining room is divided among them.
   *
   * @param shares how many shares are to be planned
   * @param planned the calls that the run has already, for shares found earlier
   * @return the limits; at their least they still take the partner's whole folder
   * @throws IllegalArgumentException when there are no shares
   */
  public static PlanLimits among(int shares, Collection<RefreshCall> planned) {
    if (shares < 1) {
      throw new IllegalArgumentException("expected 1 or more shares to plan for, not " + shares);
    }
    long remaining = RUN_NAME_BYTES - planned.stream().mapToLong(RefreshCall::nameBytes).sum();
    long each = Math.max(MIN_NAME_BYTES, Math.min(MAX_NAME_BYTES, remaining / shares));
    return new PlanLimits(50, 8, (int) each);
  }

  /**
   * Whether a plan may be so large.
   *
   * @param alone folders named alone
   * @param recursive folders named with all below
   * @param bytes the bytes of their names
   */
  boolean allow(int alone, int recursive, long bytes) {
    return callsFor(alone) + callsFor(recursive) <= calls && bytes <= nameBytes;
  }

  private int callsFor(int folders) {
    return (folders + foldersPerCall - 1) / foldersPerCall;
  }
}
