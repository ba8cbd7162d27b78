package io.github.landfall.rehearsal.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.server.TableServer;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.refresh.aws.DynamoDbRunStore;
import io.github.landfall.refresh.run.RunStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A server for runs tables as the synthesized template has them. */
public final class RunsTable implements AutoCloseable {

  private final JsonNode properties;
  private final TableServer server;
  private int tables;

  /**
   * Starts the server.
   *
   * @throws IOException if it can't be started
   */
  public RunsTable() throws IOException {
    SynthesizedTemplate template =
        SynthesizedTemplate.read(
            Path.of("target/cdk.out"),
            queue -> "http://127.0.0.1:1/" + queue,
            (nestedStack, output) -> nestedStack + "-" + output);
    properties = template.resources("AWS::DynamoDB::Table").get(0).properties();
    server = TableServer.start(Path.of(".."), template.region());
  }

  /** The function's own store, on a table without items. */
  RunStore newStore() {
    return store(newTable());
  }

  /** Makes a table without items, and gives its name. */
  public String newTable() {
    String table = "runs-" + ++tables;
    server.create(table, properties);
    return table;
  }

  /** The function's own store, on a table that was made. */
  public RunStore store(String table) {
    return new DynamoDbRunStore(server.client(), table);
  }

  /** The function's own store, on a table that was made, through a client of its own. */
  RunStore store(String table, DynamoDbClient client) {
    return new DynamoDbRunStore(client, table);
  }

  /** Where clients find the server. */
  public URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }
}
