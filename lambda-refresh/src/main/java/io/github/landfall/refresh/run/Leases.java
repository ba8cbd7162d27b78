package io.github.landfall.refresh.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gives the right to work on a partner's runs to one at a time. */
public interface Leases {

  /**
   * The right to work on a partner's runs.
   *
   * @param partner the partner
   * @param owner who holds it
   */
  record Lease(String partner, String owner) {}

  /**
   * Takes the lease on a partner.
   *
   * @param partner the partner
   * @param now the time
   * @param length after which the lease is free again even if its holder died
   * @return the lease; empty while somebody else holds it
   */
  Optional<Lease> lease(String partner, Instant now, Duration length);

  /** Gives a lease back; does nothing if it has passed to somebody else. */
  void release(Lease lease);
}
