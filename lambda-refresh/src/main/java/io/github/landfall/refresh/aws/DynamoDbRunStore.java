package io.github.landfall.refresh.aws;

import static java.util.Map.entry;

import io.github.landfall.refresh.run.Run;
import io.github.landfall.refresh.run.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The runs table: runs under their partner and start; leases, refreshes and gateways under a key of
 * their own, whose {@code #} no partner's name can hold.
 *
 * <p>Every write is conditional, so that of two that meet one wins and the other learns of it. The
 * SDK repeats a write whose answer was lost; the second try fails if the first one was done. So a
 * write carries an id of its own, by which it is recognised.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
public final class DynamoDbRunStore implements RunStore {

  /** Between two RefreshCache calls to one gateway. */
  private static final Duration BETWEEN_CALLS = Duration.ofSeconds(60);

  /** The attribute with the id of an item's last write. */
  private static final String WRITE = "writeId";

  /** How long a refresh's item is kept; an event comes within a day or never. */
  private static final Duration REFRESH_KEPT = Duration.ofDays(14);

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * @param dynamoDb the client
   * @param table the table's name
   */
  public DynamoDbRunStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<Lease> lease(String partner, Instant now, Duration length) {
    Lease lease = new Lease(partner, UUID.randomUUID().toString());
    boolean taken =
        update(
            "lease#" + partner,
            "SET holder = :me, heldUntil = :until",
            "attribute_not_exists(holder) OR heldUntil < :now",
            Map.ofEntries(
                entry(":me", text(lease.owner())),
                entry(":until", millis(now.plus(length))),
                entry(":now", millis(now))));
    return taken || holds(key("lease#" + partner), "holder", lease.owner())
        ? Optional.of(lease)
        : Optional.empty();
  }

  @Override
  public void release(Lease lease) {
    // If the condition fails, the lease ran out and is somebody else's: nothing to give back.
    update(
        "lease#" + lease.partner(),
        "REMOVE holder, heldUntil",
        "holder = :me",
        Map.of(":me", text(lease.owner())));
  }

  @Override
  public Optional<Run> find(RunId name) {
    return Optional.of(
            dynamoDb.getItem(
                request -> request.tableName(table).key(RunItems.key(name)).consistentRead(true)))
        .filter(GetItemResponse::hasItem)
        .map(found -> RunItems.run(found.item()));
  }

  @Override
  public Optional<Run> latest(String partner) {
    return newest(partner, false, 1).findFirst();
  }

  @Override
  public List<Run> recent(String partner, int most) {
    return Stream.of(false, true)
        .flatMap(sweep -> newest(partner, sweep, most))
        .sorted(Comparator.comparing(Run::start).reversed())
        .limit(most)
        .toList();
  }

  /**
   * A partner's runs, sweeps aside, the latest first.
   *
   * @param partner the partner
   * @param most how many at most
   */
  public List<Run> recentTransfers(String partner, int most) {
    return newest(partner, false, most).toList();
  }

  private Stream<Run> newest(String partner, boolean sweep, int most) {
    return newest(
        "partner = :partner", Map.of(":partner", text(RunItems.partition(partner, sweep))), most);
  }

  @Override
  public Optional<Run> latestUntil(String partner, Instant time) {
    return newest(
            "partner = :partner AND run <= :time",
            Map.of(":partner", text(partner), ":time", text(RunItems.keyTime(time))),
            1)
        .findFirst();
  }

  /** A page of a query holds 1 MB at most, and so fewer runs than are asked for. */
  private Stream<Run> newest(String keys, Map<String, AttributeValue> values, int most) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression(keys)
                    .expressionAttributeValues(values)
                    .scanIndexForward(false)
                    .consistentRead(true)
                    .limit(most))
        .items()
        .stream()
        .limit(most)
        .map(RunItems::run);
  }

  @Override
  public Run save(Run run) {
    Run next = run.withVersion(run.version() + 1);
    String write = UUID.randomUUID().toString();
    Map<String, AttributeValue> item = RunItems.item(next);
    item.put(WRITE, text(write));
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item)
                  .conditionExpression(
                      run.version() == 0 ? "attribute_not_exists(partner)" : "version = :version")
                  .expressionAttributeValues(
                      run.version() == 0
                          ? null
                          : Map.of(
                              ":version", AttributeValue.fromN(Long.toString(run.version())))));
    } catch (ConditionalCheckFailedException e) {
      if (!holds(RunItems.key(run.name()), WRITE, write)) {
        throw new OvertakenException(run, e);
      }
    }
    return next;
  }

  @Override
  public Optional<Instant> bind(String notificationId, RunId run, Instant now) {
    Map<String, AttributeValue> refresh =
        upsert(
            "refresh#" + notificationId,
            "SET ofPartner = :partner, ofRun = :run, ofSweep = :sweep, expires = :expires",
            Map.of(
                ":partner", text(run.partner()),
                ":sweep", AttributeValue.fromBool(run.sweep()),
                ":run", millis(run.start()),
                ":expires", expires(now)));
    return Optional.ofNullable(refresh.get("completed")).map(DynamoDbRunStore::instant);
  }

  @Override
  public Optional<RunId> complete(String notificationId, Instant completedAt, Instant now) {
    Map<String, AttributeValue> refresh =
        upsert(
            "refresh#" + notificationId,
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

  @Override
  public boolean reserve(String gateway, RunId run, Instant now, Instant until) {
    String write = UUID.randomUUID().toString();
    boolean reserved =
        update(
            "gateway#" + gateway,
            "SET holder = :me, heldUntil = :until, calledAt = :now, " + WRITE + " = :write",
            "(attribute_not_exists(holder) OR holder = :me OR heldUntil < :now)"
                + " AND (attribute_not_exists(calledAt) OR calledAt <= :minuteAgo)",
            Map.of(
                ":me", holder(run),
                ":until", millis(until),
                ":now", millis(now),
                ":write", text(write),
                ":minuteAgo", millis(now.minus(BETWEEN_CALLS))));
    return reserved || holds(key("gateway#" + gateway), WRITE, write);
  }

  @Override
  public void free(String gateway, RunId run) {
    update(
        "gateway#" + gateway,
        "REMOVE holder, heldUntil",
        "holder = :me",
        Map.of(":me", holder(run)));
  }

  private boolean update(
      String key, String change, String condition, Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key(key))
                  .updateExpression(change)
                  .conditionExpression(condition)
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Whether an item has a value, by which a write knows that an earlier try of it was done. */
  private boolean holds(Map<String, AttributeValue> key, String attribute, String value) {
    return text(value)
        .equals(
            dynamoDb
                .getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item()
                .get(attribute));
  }

  private Map<String, AttributeValue> upsert(
      String key, String change, Map<String, AttributeValue> values) {
    return new HashMap<>(
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(key(key))
                        .updateExpression(change)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes());
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("partner", text(key), "run", text("-"));
  }

  private static AttributeValue holder(RunId run) {
    return text(
        RunItems.partition(run.partner(), run.sweep()) + " " + RunItems.keyTime(run.start()));
  }

  private static AttributeValue expires(Instant now) {
    return AttributeValue.fromN(Long.toString(now.plus(REFRESH_KEPT).getEpochSecond()));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue millis(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  private static Instant instant(AttributeValue millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis.n()));
  }
}
