package io.github.landfall.refresh.run;

/**
 * What a run's refreshes cost, and what refreshing the partner's whole folder would; estimated.
 *
 * @param lists LIST requests, one for each started thousand objects of a folder
 * @param heads HEAD requests, one for each object
 * @param calls RefreshCache calls
 * @param wholeLists the LIST requests of the whole folder
 * @param wholeHeads the HEAD requests of the whole folder
 */
public record RefreshCost(long lists, long heads, int calls, long wholeLists, long wholeHeads) {}
