package io.github.landfall.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.server.TableServer;
import java.io.IOException;
import java.nio.file.Path;

/** A runs table {@code runs} with the keys that the stack gives it. */
final class LocalRunsTable {

  private static final String KEYS =
      """
      {"KeySchema":[{"AttributeName":"partner","KeyType":"HASH"},{"AttributeName":"run","KeyType":"RANGE"}],
       "AttributeDefinitions":[{"AttributeName":"partner","AttributeType":"S"},{"AttributeName":"run","AttributeType":"S"}],
       "BillingMode":"PAY_PER_REQUEST"}
      """;

  private LocalRunsTable() {}

  static TableServer start(String region) throws IOException {
    TableServer tables = TableServer.start(Path.of(".."), region);
    tables.create("runs", new ObjectMapper().readTree(KEYS));
    return tables;
  }
}
