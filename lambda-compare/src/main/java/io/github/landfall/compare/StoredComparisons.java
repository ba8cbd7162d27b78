package io.github.landfall.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Comparisons in the runs table, under a partition key of their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
final class StoredComparisons implements Comparisons {

  /** A year and a month, so that last year's same week can be looked up. */
  private static final Duration KEPT = Duration.ofDays(400);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final DynamoDbClient dynamoDb;
  private final String table;

  StoredComparisons(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<Progress> find(String partner, Instant ordered) {
    return Optional.of(
            dynamoDb.getItem(
                request ->
                    request.tableName(table).key(key(partner, ordered)).consistentRead(true)))
        .filter(GetItemResponse::hasItem)
        .map(found -> read(found.item().get("progress").s()));
  }

  private static Progress read(String json) {
    try {
      return JSON.readValue(json, Progress.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the record of a comparison can't be read: " + json, e);
    }
  }

  @Override
  public boolean record(Progress progress) {
    String json;
    try {
      json = JSON.writeValueAsString(progress);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison can't be written", e);
    }
    Instant expires = progress.ordered().plus(KEPT);
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key(progress.partner(), progress.ordered()))
                  .updateExpression("SET version = :version, progress = :json, expires = :expires")
                  .conditionExpression("attribute_not_exists(version) OR version = :before")
                  .expressionAttributeValues(
                      Map.of(
                          ":version", AttributeValue.fromN(Integer.toString(progress.version())),
                          ":before", AttributeValue.fromN(Integer.toString(progress.version() - 1)),
                          ":json", AttributeValue.fromS(json),
                          ":expires",
                              AttributeValue.fromN(Long.toString(expires.getEpochSecond())))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(String partner, Instant ordered) {
    return Map.of(
        "partner", AttributeValue.fromS(partner + "#comparisons"),
        "run", AttributeValue.fromS(ordered.toString()));
  }
}
