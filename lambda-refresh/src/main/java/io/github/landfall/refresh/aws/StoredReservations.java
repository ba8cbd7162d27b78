package io.github.landfall.refresh.aws;

import static io.github.landfall.refresh.aws.RunsTable.WRITE;
import static io.github.landfall.refresh.aws.RunsTable.millis;
import static io.github.landfall.refresh.aws.RunsTable.text;

import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.run.RunItems;
import io.github.landfall.refresh.run.Reservations;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which gateway works for which run, in the runs table. */
public final class StoredReservations implements Reservations {

  private final RunsTable table;

  /**
   * @param table the runs table
   */
  public StoredReservations(RunsTable table) {
    this.table = table;
  }

  @Override
  public boolean reserve(
      String gateway, RunId run, Instant now, Duration sinceLastCall, Duration length) {
    String write = UUID.randomUUID().toString();
    boolean reserved =
        table.update(
            key(gateway),
            "SET holder = :me, heldUntil = :until, calledAt = :now, " + WRITE + " = :write",
            "(attribute_not_exists(holder) OR holder = :me OR heldUntil < :now)"
                + " AND (attribute_not_exists(calledAt) OR calledAt <= :lastCall)",
            Map.of(
                ":me", holder(run),
                ":until", millis(now.plus(length)),
                ":now", millis(now),
                ":write", text(write),
                ":lastCall", millis(now.minus(sinceLastCall))));
    return reserved || table.holds(RunsTable.key(key(gateway)), WRITE, write);
  }

  @Override
  public void free(String gateway, RunId run) {
    table.update(
        key(gateway), "REMOVE holder, heldUntil", "holder = :me", Map.of(":me", holder(run)));
  }

  private static String key(String gateway) {
    return "gateway#" + gateway;
  }

  private static AttributeValue holder(RunId run) {
    return text(
        RunItems.partition(run.partner(), run.sweep()) + " " + RunItems.keyTime(run.start()));
  }
}
