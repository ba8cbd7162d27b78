package io.github.landfall.refresh.aws;

import static io.github.landfall.refresh.aws.RunsTable.millis;
import static io.github.landfall.refresh.aws.RunsTable.text;

import io.github.landfall.refresh.run.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Leases in the runs table. */
public final class StoredLeases implements Leases {

  private final RunsTable table;

  /**
   * @param table the runs table
   */
  public StoredLeases(RunsTable table) {
    this.table = table;
  }

  @Override
  public Optional<Lease> lease(String partner, Instant now, Duration length) {
    Lease lease = new Lease(partner, UUID.randomUUID().toString());
    boolean taken =
        table.update(
            key(partner),
            "SET holder = :me, heldUntil = :until",
            "attribute_not_exists(holder) OR heldUntil < :now",
            Map.of(
                ":me", text(lease.owner()),
                ":until", millis(now.plus(length)),
                ":now", millis(now)));
    return taken || table.holds(RunsTable.key(key(partner)), "holder", lease.owner())
        ? Optional.of(lease)
        : Optional.empty();
  }

  @Override
  public void release(Lease lease) {
    // If the condition fails, the lease ran out and is somebody else's: nothing to give back.
    table.update(
        key(lease.partner()),
        "REMOVE holder, heldUntil",
        "holder = :me",
        Map.of(":me", text(lease.owner())));
  }

  private static String key(String partner) {
    return "lease#" + partner;
  }
}
