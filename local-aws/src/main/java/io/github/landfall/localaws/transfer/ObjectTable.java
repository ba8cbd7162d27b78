package io.github.landfall.localaws.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A hub's table of objects: one item a key, which tells of the latest attempt only. */
final class ObjectTable {

  /** What became of an attempt. */
  enum JobStatus {
    STARTED,
    DONE,
    ERROR,
    CANCEL,
    SPLIT_DONE
  }

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final DynamoDbClient dynamoDb;
  private final String table;

  ObjectTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  void started(TransferQueue.Task task, Instant start) {
    put(item(task, JobStatus.STARTED, start));
  }

  void ended(TransferQueue.Task task, JobStatus status, String etag, Instant start, Instant end) {
    Map<String, AttributeValue> item = item(task, status, start);
    item.put("Etag", AttributeValue.fromS(etag.replace("\"", "")));
    item.put("EndTimestamp", number(end.getEpochSecond()));
    item.put("EndTime", AttributeValue.fromS(TIME.format(end)));
    item.put("SpentTime", number(Duration.between(start, end).toSeconds()));
    put(item);
  }

  private static Map<String, AttributeValue> item(
      TransferQueue.Task task, JobStatus status, Instant start) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("ObjectKey", AttributeValue.fromS(task.key()));
    item.put("Etag", AttributeValue.fromS(""));
    item.put("Sequencer", AttributeValue.fromS(""));
    item.put("JobStatus", AttributeValue.fromS(status.name()));
    item.put("Size", number(task.size()));
    item.put("StartTimestamp", number(start.getEpochSecond()));
    item.put("StartTime", AttributeValue.fromS(TIME.format(start)));
    return item;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private void put(Map<String, AttributeValue> item) {
    dynamoDb.putItem(request -> request.tableName(table).item(item));
  }
}
