package io.github.landfall.refresh.run;

import io.github.landfall.refresh.share.RefreshPlan;
import java.util.Collection;

/**
 * What a run's refreshes cost, and what refreshing the partner's whole folder would; estimated.
 *
 * @param lists LIST requests, one for each started thousand objects of a folder
 * @param heads HEAD requests, one for each object
 * @param calls RefreshCache calls
 * @param wholeLists the LIST requests of the whole folder
 * @param wholeHeads the HEAD requests of the whole folder
 */
public record RefreshCost(long lists, long heads, int calls, long wholeLists, long wholeHeads) {

  /** What plans cost together. */
  static RefreshCost of(Collection<RefreshPlan> plans) {
    RefreshCost sum = new RefreshCost(0, 0, 0, 0, 0);
    for (RefreshPlan plan : plans) {
      sum =
          new RefreshCost(
                  plan.lists(),
                  plan.heads(),
                  plan.calls().size(),
                  plan.wholeLists(),
                  plan.wholeHeads())
              .plus(sum);
    }
    return sum;
  }

  /** Both together; null stands for nothing. */
  RefreshCost plus(RefreshCost more) {
    return more == null
        ? this
        : new RefreshCost(
            lists + more.lists,
            heads + more.heads,
            calls + more.calls,
            wholeLists + more.wholeLists,
            wholeHeads + more.wholeHeads);
  }

  /** The requests that the plan makes. */
  public long requests() {
    return lists + heads;
  }

  /** The requests that refreshing the whole folder would make besides; never negative. */
  public long saved() {
    return Math.max(0, wholeLists + wholeHeads - requests());
  }
}
