package io.github.landfall.refresh.aws;

import static io.github.landfall.refresh.aws.RunsTable.instant;
import static io.github.landfall.refresh.aws.RunsTable.millis;
import static io.github.landfall.refresh.aws.RunsTable.text;

import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.run.Completions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What refresh-complete events have told, in the runs table. */
public final class StoredCompletions implements Completions {

  /** How long a refresh's item is kept; an event comes within a day or never. */
  private static final Duration KEPT = Duration.ofDays(14);

  private final RunsTable table;

  /**
   * @param table the runs table
   */
  public StoredCompletions(RunsTable table) {
    this.table = table;
  }

  @Override
  public void bind(String notificationId, RunId run, Instant now) {
    table.upsert(
        key(notificationId),
        "SET ofPartner = :partner, ofRun = :run, ofSweep = :sweep, expires = :expires",
        Map.of(
            ":partner", text(run.partner()),
            ":sweep", AttributeValue.fromBool(run.sweep()),
            ":run", millis(run.start()),
            ":expires", expires(now)));
  }

  @Override
  public Optional<Instant> completedAt(String notificationId) {
    return Optional.ofNullable(table.get(RunsTable.key(key(notificationId))).get("completed"))
        .map(RunsTable::instant);
  }

  @Override
  public Optional<RunId> complete(String notificationId, Instant completedAt, Instant now) {
    Map<String, AttributeValue> refresh =
        table.upsert(
            key(notificationId),
            "SET completed = :completed, expires = :expires",
            Map.of(":completed", millis(completedAt), ":expires", expires(now)));
    return refresh.containsKey("ofPartner")
        ? Optional.of(
            new RunId(
                refresh.get("ofPartner").s(),
                instant(refresh.get("ofRun")),
                refresh.get("ofSweep").bool()))
        : Optional.empty();
  }

  private static String key(String notificationId) {
    return "refresh#" + notificationId;
  }

  private static AttributeValue expires(Instant now) {
    return AttributeValue.fromN(Long.toString(now.plus(KEPT).getEpochSecond()));
  }
}
