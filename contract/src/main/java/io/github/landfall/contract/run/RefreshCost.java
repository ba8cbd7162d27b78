package io.github.landfall.contract.run;

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

  /** What no refresh costs. */
  public static final RefreshCost NOTHING = new RefreshCost(0, 0, 0, 0, 0);

  /** Both together. */
  public RefreshCost plus(RefreshCost more) {
    return new RefreshCost(
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
