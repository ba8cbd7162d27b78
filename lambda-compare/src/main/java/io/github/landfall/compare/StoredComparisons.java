package io.github.landfall.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.landfall.contract.comparison.RecordedComparisons;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
                    request
                        .tableName(table)
                        .key(RecordedComparisons.key(partner, ordered))
                        .consistentRead(true)))
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
    Map<String, AttributeValue> item =
        new HashMap<>(RecordedComparisons.key(progress.partner(), progress.ordered()));
    progress.figures().ifPresent(figures -> item.putAll(figures.attributes()));
    item.put("progress", AttributeValue.fromS(json));
    item.put("version", number(progress.version()));
    item.put("expires", number(progress.ordered().plus(KEPT).getEpochSecond()));
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(version) OR version = :before")
                  .expressionAttributeValues(Map.of(":before", number(progress.version() - 1L))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
