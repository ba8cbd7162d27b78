package io.github.landfall.tools.transfers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Which objects are listed.
 *
 * <p>DynamoDB filters after it has read: whatever is selected, the whole table is read and paid
 * for.
 *
 * @param statuses only these; empty means any
 * @param prefix what the key in the source bucket begins with; empty means any
 * @param since only attempts that began at this time or later; a row without the time of its start
 *     is then left out
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.FilterExpression">
 *     Filter expressions for scan</a>
 */
public record Selection(Set<JobStatus> statuses, String prefix, Optional<Instant> since) {

  /** Every object. */
  public static final Selection ALL = new Selection(Set.of(), "", Optional.empty());

  /** Copies what is given. */
  public Selection {
    statuses = Set.copyOf(statuses);
  }

  /** The request for the first page; eventually consistent, which costs half. */
  ScanRequest request(String table) {
    List<String> conditions = new ArrayList<>();
    Map<String, AttributeValue> operands = new HashMap<>();
    if (!statuses.isEmpty()) {
      conditions.add(
          Column.JOB_STATUS.placeholder()
              + statuses.stream()
                  .sorted()
                  .map(status -> ":" + status)
                  .collect(Collectors.joining(", ", " IN (", ")")));
      statuses.forEach(status -> operands.put(":" + status, AttributeValue.fromS(status.name())));
    }
    if (!prefix.isEmpty()) {
      conditions.add("begins_with(" + Column.OBJECT_KEY.placeholder() + ", :prefix)");
      operands.put(":prefix", AttributeValue.fromS(prefix));
    }
    since.ifPresent(
        time -> {
          conditions.add(Column.START_TIMESTAMP.placeholder() + " >= :since");
          operands.put(":since", AttributeValue.fromN(Long.toString(wholeSecondsUp(time))));
        });
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(table)
            .projectionExpression(
                Stream.of(Column.values())
                    .map(Column::placeholder)
                    .collect(Collectors.joining(", ")))
            .expressionAttributeNames(
                Stream.of(Column.values())
                    .collect(Collectors.toMap(Column::placeholder, Column::attribute)));
    // DynamoDB refuses an empty expression.
    return conditions.isEmpty()
        ? request.build()
        : request
            .filterExpression(String.join(" AND ", conditions))
            .expressionAttributeValues(operands)
            .build();
  }

  private static long wholeSecondsUp(Instant time) {
    return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
  }
}
