package io.github.landfall.arrivals;

import io.github.landfall.contract.arrival.ArrivalPart;

/** Where parts are kept until a run collects them. */
@FunctionalInterface
public interface ArrivalParts {

  /**
   * Puts a part under its name; one that is there already is replaced by the same.
   *
   * @param part the part
   * @throws RuntimeException if it could not be put
   */
  void put(ArrivalPart part);
}
