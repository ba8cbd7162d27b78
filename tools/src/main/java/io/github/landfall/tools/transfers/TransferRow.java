package io.github.landfall.tools.transfers;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DTH's table says of one object: of the latest attempt only, as each overwrites the last.
 *
 * <p>Nothing is certain to be there. DTH itself leaves a row with a key and no status when it
 * deletes an object that it never copied.
 *
 * @param values what the item holds, by column; what it lacks is not in the map
 */
public record TransferRow(Map<Column, Value> values) {

  /** Keeps the columns' order. */
  public TransferRow {
    Map<Column, Value> ordered = new EnumMap<>(Column.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
  }

  static TransferRow of(Map<String, AttributeValue> item) {
    Map<Column, Value> values = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      AttributeValue attribute = item.get(column.attribute());
      if (attribute != null) {
        values.put(column, Value.of(attribute));
      }
    }
    return new TransferRow(values);
  }

  /** What the item holds in a column, if anything. */
  public Optional<Value> value(Column column) {
    return Optional.ofNullable(values.get(column));
  }

  /** The object's size in bytes, if the item holds one. */
  public OptionalLong bytes() {
    return value(Column.SIZE).map(Value::bytes).orElse(OptionalLong.empty());
  }
}
