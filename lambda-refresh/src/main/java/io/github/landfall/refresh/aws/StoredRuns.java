package io.github.landfall.refresh.aws;

import static io.github.landfall.refresh.aws.RunsTable.text;

import io.github.landfall.contract.run.RecordedRuns;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.run.RunItems;
import io.github.landfall.refresh.run.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Runs in the runs table. */
public final class StoredRuns implements RunStore {

  private final RunsTable table;
  private final RecordedRuns recorded;

  /**
   * @param table the runs table
   */
  public StoredRuns(RunsTable table) {
    this.table = table;
    this.recorded = new RecordedRuns(table.client(), table.name());
  }

  @Override
  public Optional<Run> find(RunId id) {
    return recorded.find(id);
  }

  @Override
  public Optional<Run> latest(String partner) {
    return recorded.transfers(partner, 1).stream().findFirst();
  }

  @Override
  public Optional<Run> latestUntil(String partner, Instant time) {
    return recorded.latestUntil(partner, time);
  }

  @Override
  public List<Run> recent(String partner, int maximum) {
    return recorded.all(partner, maximum);
  }

  @Override
  public List<Run> sweepsSince(String partner, Instant time) {
    return recorded.sweepsSince(partner, time);
  }

  @Override
  public Run save(Run run) {
    Run next = run.withVersion(run.version() + 1);
    String write = UUID.randomUUID().toString();
    Map<String, AttributeValue> item = RunItems.item(next);
    item.put(RunsTable.WRITE, text(write));
    PutItemRequest.Builder put = PutItemRequest.builder().item(item);
    if (run.version() == 0) {
      put.conditionExpression("attribute_not_exists(partner)");
    } else {
      put.conditionExpression("version = :version")
          .expressionAttributeValues(
              Map.of(":version", AttributeValue.fromN(Long.toString(run.version()))));
    }
    if (!table.put(put, RunItems.key(run.id()), write)) {
      throw new OvertakenException(run);
    }
    return next;
  }
}
