package io.github.landfall.comparison;

import io.github.landfall.contract.text.KeyOrder;
import java.util.Optional;

/** Objects one after the other, in the order of {@link KeyOrder}. */
public interface Listing extends AutoCloseable {

  /**
   * The next object; empty at the end.
   *
   * @throws ListingException if what follows can't be listed
   */
  Optional<Listed> next();

  /** Stops listing. */
  @Override
  void close();
}
