package io.github.landfall.refresh.aws;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The runs table: runs under their partner and start; leases, refreshes and gateways under a key of
 * their own, whose {@code #} no partner's name can hold.
 *
 * <p>A write is conditional, so that of two that meet one wins and the other learns of it. The SDK
 * repeats a write whose answer was lost; the second try fails if the first one was done. So a write
 * sets an attribute to a value of its own, by which it is recognised.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
public final class RunsTable {

  /** The attribute with the id of an item's last write. */
  static final String WRITE = "writeId";

  private final DynamoDbClient dynamoDb;
  private final String name;

  /**
   * @param dynamoDb the client
   * @param name the table's name
   */
  public RunsTable(DynamoDbClient dynamoDb, String name) {
    this.dynamoDb = dynamoDb;
    this.name = name;
  }

  DynamoDbClient client() {
    return dynamoDb;
  }

  String name() {
    return name;
  }

  /** An item; empty if there is none. */
  Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return dynamoDb
        .getItem(request -> request.tableName(name).key(key).consistentRead(true))
        .item();
  }

  /**
   * Puts an item under a condition.
   *
   * @return whether it was met, or an earlier try of the same write was done
   */
  boolean put(PutItemRequest.Builder write, Map<String, AttributeValue> key, String id) {
    try {
      dynamoDb.putItem(write.tableName(name).build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return holds(key, WRITE, id);
    }
  }

  /**
   * Changes an item under a condition.
   *
   * @param key the item's own key
   * @return whether it was met
   */
  boolean update(String key, String change, String condition, Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(update(key, change, values).conditionExpression(condition).build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Changes an item, whatever is there, and gives it as it is then. */
  Map<String, AttributeValue> upsert(
      String key, String change, Map<String, AttributeValue> values) {
    return dynamoDb
        .updateItem(update(key, change, values).returnValues(ReturnValue.ALL_NEW).build())
        .attributes();
  }

  private UpdateItemRequest.Builder update(
      String key, String change, Map<String, AttributeValue> values) {
    return UpdateItemRequest.builder()
        .tableName(name)
        .key(key(key))
        .updateExpression(change)
        .expressionAttributeValues(values);
  }

  /** Whether an item has a value, by which a write knows that an earlier try of it was done. */
  boolean holds(Map<String, AttributeValue> key, String attribute, String value) {
    return text(value).equals(get(key).get(attribute));
  }

  /** The key of an item that is no run. */
  static Map<String, AttributeValue> key(String key) {
    return Map.of("partner", text(key), "run", text("-"));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue millis(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  static Instant instant(AttributeValue millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis.n()));
  }
}
