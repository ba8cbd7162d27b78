package io.github.landfall.refresh.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.server.TableServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A server for runs tables with the keys that the stack gives its own. */
final class LocalRunsTable implements AutoCloseable {

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
  LocalRunsTable() throws IOException {
    server = TableServer.start(Path.of(".."), "cn-northwest-1");
  }

  /** A table without items. */
  RunsTable empty() {
    return table(newTable());
  }

  /** Makes a table without items, and gives its name. */
  String newTable() {
    String table = "runs-" + ++tables;
    server.create(table, properties);
    return table;
  }

  /** A table that was made. */
  RunsTable table(String name) {
    return new RunsTable(server.client(), name);
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
