package io.github.landfall.refresh.run;

import io.github.landfall.contract.transfer.FinderEnd;
import java.time.Instant;
import java.util.Optional;

/** Remembers how each partner's finder ended last, and what was made of its nights. */
public interface Finders {

  /**
   * What is known of a partner's nights.
   *
   * @param until until when it was looked whether the partner's transfers began
   * @param lateSince since when none has begun that was due; empty if the last one did
   * @param quiet the end of the last finder of which it was decided whether anything was new; empty
   *     before
   */
  record Watch(Instant until, Optional<Instant> lateSince, Optional<Instant> quiet) {}

  /** Records an end; does nothing if a later one is recorded. */
  void ended(String partner, FinderEnd end);

  /** The end that is recorded; empty if none is. */
  Optional<FinderEnd> last(String partner);

  /** What is known of a partner's nights; empty if nobody has looked yet. */
  Optional<Watch> watch(String partner);

  /** Records what is known of a partner's nights. */
  void watched(String partner, Watch watch);
}
