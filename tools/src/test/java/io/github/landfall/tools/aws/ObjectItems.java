package io.github.landfall.tools.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.server.TableServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Fills a table such as DTH's. */
final class ObjectItems {

  static final String TABLE = "objects";

  /** What a batch may hold. */
  private static final int BATCH = 25;

  private ObjectItems() {}

  static void create(TableServer server) throws IOException {
    server.create(
        TABLE,
        new ObjectMapper()
            .readTree(
                """
                {"AttributeDefinitions": [{"AttributeName": "ObjectKey", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "ObjectKey", "KeyType": "HASH"}]}
                """));
  }

  /** An item as DTH leaves it of an object that it tried to copy. */
  static Map<String, AttributeValue> item(String key, String status, long size, long start) {
    return Map.of(
        "ObjectKey", AttributeValue.fromS(key),
        "JobStatus", AttributeValue.fromS(status),
        "Etag", AttributeValue.fromS("9e107d9d372bb6826bd81d3542a419d6"),
        "Sequencer", AttributeValue.fromS(""),
        "Size", number(size),
        "StartTimestamp", number(start),
        "EndTimestamp", number(start + 2),
        "SpentTime", number(2),
        "StartTime", AttributeValue.fromS("2026/11/23 00:05:01"),
        "EndTime", AttributeValue.fromS("2026/11/23 00:05:03"));
  }

  /** Puts items, several batches at a time. */
  static void fill(
      DynamoDbClient dynamoDb, int count, IntFunction<Map<String, AttributeValue>> items) {
    IntStream.rangeClosed(0, (count - 1) / BATCH)
        .parallel()
        .forEach(
            batch -> {
              List<WriteRequest> writes = new ArrayList<>();
              for (int i = batch * BATCH; i < Math.min(count, (batch + 1) * BATCH); i++) {
                Map<String, AttributeValue> item = items.apply(i);
                writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
              }
              BatchWriteItemResponse response =
                  dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)));
              if (!response.unprocessedItems().isEmpty()) {
                throw new IllegalStateException("the table took only a part of a batch");
              }
            });
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
