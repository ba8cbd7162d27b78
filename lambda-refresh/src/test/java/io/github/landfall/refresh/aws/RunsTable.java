package io.github.landfall.refresh.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.server.TableServer;
import io.github.landfall.refresh.run.RunStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A server for runs tables with the keys that the stack gives its own. */
final class RunsTable implements AutoCloseable {

  private static final String KEYS =
      """
      {"AttributeDefinitions": [{"AttributeName": "partner", "AttributeType": "S"},
                                {"AttributeName": "run", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "partner", "KeyType": "HASH"},
                     {"AttributeName": "run", "KeyType": "RANGE"}]}
      """;

  private final JsonNode properties = new ObjectMapper().readTree(KEYS);
  private final TableServer server;
  private int tables;

  /**
   * Starts the server.
   *
   * @throws IOException if it can't be started
   */
  RunsTable() throws IOException {
    server = TableServer.start(Path.of(".."), "cn-northwest-1");
  }

  /** The function's own store, on a table without items. */
  RunStore newStore() {
    return store(newTable());
  }

  /** Makes a table without items, and gives its name. */
  String newTable() {
    String table = "runs-" + ++tables;
    server.create(table, properties);
    return table;
  }

  /** The function's own store, on a table that was made. */
  RunStore store(String table) {
    return new DynamoDbRunStore(server.client(), table);
  }

  /** The function's own store, on a table that was made, through a client of its own. */
  RunStore store(String table, DynamoDbClient client) {
    return new DynamoDbRunStore(client, table);
  }

  /** Where clients find the server. */
  URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }
}
