package io.github.landfall.contract.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Reads runs from the runs table, as they were written last.
 *
 * <p>Every method throws the SDK's exceptions where the table can't be read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>
 */
public final class RecordedRuns {

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** More than a transfer takes days. */
  private static final int MAX_SWEEPS = 400;

  /**
   * @param dynamoDb the client
   * @param table the table's name
   */
  public RecordedRuns(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** The run of an id. */
  public Optional<Run> find(RunId id) {
    return Optional.of(
            dynamoDb.getItem(
                request -> request.tableName(table).key(RunItems.key(id)).consistentRead(true)))
        .filter(GetItemResponse::hasItem)
        .map(found -> RunItems.run(found.item()));
  }

  /**
   * A partner's runs, sweeps aside, the latest first.
   *
   * @param partner the partner
   * @param maximum how many at most
   */
  public List<Run> transfers(String partner, int maximum) {
    return latestFirst(partner, false, maximum).toList();
  }

  /**
   * A partner's runs and sweeps, the latest first.
   *
   * @param partner the partner
   * @param maximum how many at most
   */
  public List<Run> all(String partner, int maximum) {
    return Stream.of(false, true)
        .flatMap(sweep -> latestFirst(partner, sweep, maximum))
        .sorted(Comparator.comparing(Run::start).reversed())
        .limit(maximum)
        .toList();
  }

  /** A partner's sweeps from a time on, the latest first. */
  public List<Run> sweepsSince(String partner, Instant time) {
    return latestFirst(
            "partner = :partner AND run >= :time",
            Map.of(
                ":partner", AttributeValue.fromS(RunItems.partition(partner, true)),
                ":time", AttributeValue.fromS(RunItems.keyTime(time))),
            MAX_SWEEPS)
        .toList();
  }

  /** A partner's latest run that started at or before a time, sweeps aside. */
  public Optional<Run> latestUntil(String partner, Instant time) {
    return latestFirst(
            "partner = :partner AND run <= :time",
            Map.of(
                ":partner", AttributeValue.fromS(partner),
                ":time", AttributeValue.fromS(RunItems.keyTime(time))),
            1)
        .findFirst();
  }

  private Stream<Run> latestFirst(String partner, boolean sweep, int maximum) {
    return latestFirst(
        "partner = :partner",
        Map.of(":partner", AttributeValue.fromS(RunItems.partition(partner, sweep))),
        maximum);
  }

  /** A page of a query holds 1 MB at most, and so fewer runs than are asked for. */
  private Stream<Run> latestFirst(String keys, Map<String, AttributeValue> values, int maximum) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression(keys)
                    .expressionAttributeValues(values)
                    .scanIndexForward(false)
                    .consistentRead(true)
                    .limit(maximum))
        .items()
        .stream()
        .limit(maximum)
        .map(RunItems::run);
  }
}
