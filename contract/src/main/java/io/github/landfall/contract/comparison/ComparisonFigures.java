package io.github.landfall.contract.comparison;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a weekly comparison found, as the runs table has it.
 *
 * @param start when the first slice began; of one that was given up before, when it was given up
 * @param end when all was compared, or given up
 * @param objects how many objects were compared
 * @param lacking how many of them are missing, of another size, newer at the source or archived
 * @param sent how many were put into the transfer queue
 * @param report the key of its page in the landing bucket; empty without one
 * @param failure why it was given up; empty if it was not
 */
public record ComparisonFigures(
    Instant start,
    Instant end,
    long objects,
    long lacking,
    long sent,
    Optional<String> report,
    Optional<String> failure) {

  /** The attributes of an item. */
  public Map<String, AttributeValue> attributes() {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("start", AttributeValue.fromS(start.toString()));
    item.put("end", AttributeValue.fromS(end.toString()));
    item.put("objects", AttributeValue.fromN(Long.toString(objects)));
    item.put("lacking", AttributeValue.fromN(Long.toString(lacking)));
    item.put("sent", AttributeValue.fromN(Long.toString(sent)));
    report.ifPresent(key -> item.put("report", AttributeValue.fromS(key)));
    failure.ifPresent(why -> item.put("failure", AttributeValue.fromS(why)));
    return item;
  }

  /** The figures of an item; empty if its comparison is not over. */
  static Optional<ComparisonFigures> of(Map<String, AttributeValue> item) {
    if (!item.containsKey("end")) {
      return Optional.empty();
    }
    return Optional.of(
        new ComparisonFigures(
            Instant.parse(item.get("start").s()),
            Instant.parse(item.get("end").s()),
            Long.parseLong(item.get("objects").n()),
            Long.parseLong(item.get("lacking").n()),
            Long.parseLong(item.get("sent").n()),
            Optional.ofNullable(item.get("report")).map(AttributeValue::s),
            Optional.ofNullable(item.get("failure")).map(AttributeValue::s)));
  }
}
