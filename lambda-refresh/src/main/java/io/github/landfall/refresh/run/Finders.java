package io.github.landfall.refresh.run;

import io.github.landfall.contract.transfer.FinderEnd;
import java.time.Instant;
import java.util.Optional;

/** Remembers how each partner's finder ended last. */
public interface Finders {

  /** Records an end; does nothing if a later one is recorded. */
  void ended(String partner, FinderEnd end);

  /** The end that is recorded; empty if none is. */
  Optional<FinderEnd> last(String partner);

  /** Until when it was looked whether the partner's transfers began; empty if never. */
  Optional<Instant> watchedUntil(String partner);

  /** Records until when it was looked. */
  void watched(String partner, Instant until);
}
