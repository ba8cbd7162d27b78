package io.github.landfall.contract.transfer;

import java.util.List;

/**
 * Objects that a transfer could not copy.
 *
 * @param count how many; parts of one object are one
 * @param named the keys of some of them at the source, in order; merges by their executions' names
 * @param merges the merges among them: they failed, or have run for hours over a quiet queue
 */
public record FailedObjects(int count, List<String> named, List<String> merges) {

  /** Nothing failed. */
  public static final FailedObjects NONE = new FailedObjects(0, List.of());

  /** Copies the lists. */
  public FailedObjects {
    named = List.copyOf(named);
    merges = List.copyOf(merges);
  }

  /** Objects none of which failed in a merge. */
  public FailedObjects(int count, List<String> named) {
    this(count, named, List.of());
  }
}
