package io.github.landfall.refresh.share;

/**
 * How large a plan may get.
 *
 * @param foldersPerCall folders that a call takes
 * @param calls calls of a plan: they are made one after the other, a minute apart at least
 * @param nameBytes bytes of all names of a plan, in UTF-8: a run holds the plans of its shares, and
 *     is one item of a table that takes 400 KB
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Size
 *     of an item</a>
 */
record PlanLimits(int foldersPerCall, int calls, int nameBytes) {

  static final PlanLimits DEFAULT = new PlanLimits(50, 8, 40_000);
}
