package io.github.landfall.contract.comparison;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads comparisons from the runs table, where each partner's lie under a partition key of their
 * own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>
 */
public final class RecordedComparisons {

  /** The last one may be under way; the one before it is over, or was lost. */
  private static final int LATEST = 5;

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * @param dynamoDb the client
   * @param table the table's name
   */
  public RecordedComparisons(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** The key of the item of a comparison that was ordered at a time. */
  public static Map<String, AttributeValue> key(String partner, Instant ordered) {
    return Map.of(
        "partner", AttributeValue.fromS(partition(partner)),
        "run", AttributeValue.fromS(ordered.toString()));
  }

  private static String partition(String partner) {
    return "comparison#" + partner;
  }

  /**
   * A partner's latest comparison that is over.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the table can't be read
   */
  public Optional<ComparisonFigures> latest(String partner) {
    return dynamoDb
        .query(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("partner = :partner")
                    .expressionAttributeValues(
                        Map.of(":partner", AttributeValue.fromS(partition(partner))))
                    .scanIndexForward(false)
                    .consistentRead(true)
                    .limit(LATEST))
        .items()
        .stream()
        .flatMap(item -> ComparisonFigures.of(item).stream())
        .findFirst();
  }
}
