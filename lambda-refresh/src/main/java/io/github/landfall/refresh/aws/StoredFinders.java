package io.github.landfall.refresh.aws;

import static io.github.landfall.refresh.aws.RunsTable.instant;
import static io.github.landfall.refresh.aws.RunsTable.millis;
import static io.github.landfall.refresh.aws.RunsTable.text;

import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.refresh.run.Finders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How finders ended, in the runs table. */
public final class StoredFinders implements Finders {

  private final RunsTable table;

  /**
   * @param table the runs table
   */
  public StoredFinders(RunsTable table) {
    this.table = table;
  }

  @Override
  public void ended(String partner, FinderEnd end) {
    // If the condition fails, a later end is recorded.
    table.update(
        key(partner),
        "SET task = :task, started = :started, stopped = :stopped, complete = :complete,"
            + " reason = :reason",
        "attribute_not_exists(stopped) OR stopped <= :stopped",
        Map.of(
            ":task", text(end.task()),
            ":started", millis(end.started()),
            ":stopped", millis(end.stopped()),
            ":complete", AttributeValue.fromBool(end.complete()),
            ":reason", text(end.reason())));
  }

  @Override
  public Optional<FinderEnd> last(String partner) {
    return Optional.of(table.get(RunsTable.key(key(partner))))
        .filter(item -> item.containsKey("task"))
        .map(
            item ->
                new FinderEnd(
                    item.get("task").s(),
                    instant(item.get("started")),
                    instant(item.get("stopped")),
                    item.get("complete").bool(),
                    item.get("reason").s()));
  }

  @Override
  public Optional<Watch> watch(String partner) {
    return Optional.of(table.get(RunsTable.key(key(partner))))
        .filter(item -> item.containsKey("watched"))
        .map(
            item ->
                new Watch(
                    instant(item.get("watched")),
                    Optional.ofNullable(item.get("lateSince")).map(RunsTable::instant),
                    Optional.ofNullable(item.get("quiet")).map(RunsTable::instant)));
  }

  @Override
  public void watched(String partner, Watch watch) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":watched", millis(watch.until()));
    watch.lateSince().ifPresent(time -> values.put(":lateSince", millis(time)));
    watch.quiet().ifPresent(time -> values.put(":quiet", millis(time)));
    List<String> gone =
        Stream.of("lateSince", "quiet").filter(name -> !values.containsKey(":" + name)).toList();
    table.upsert(
        key(partner),
        "SET "
            + values.keySet().stream()
                .map(value -> value.substring(1) + " = " + value)
                .collect(Collectors.joining(", "))
            + (gone.isEmpty() ? "" : " REMOVE " + String.join(", ", gone)),
        values);
  }

  private static String key(String partner) {
    return "finder#" + partner;
  }
}
