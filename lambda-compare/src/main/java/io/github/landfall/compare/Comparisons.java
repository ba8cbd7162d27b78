package io.github.landfall.compare;

import java.time.Instant;
import java.util.Optional;

/** Remembers how far each comparison is. */
interface Comparisons {

  /** The comparison of a partner that was ordered at a time, as it was recorded last. */
  Optional<Progress> find(String partner, Instant ordered);

  /**
   * Records a comparison, if the version before this one is what was recorded last.
   *
   * @return false if it is not, as somebody else goes on with it: then this is to be forgotten
   */
  boolean record(Progress progress);
}
