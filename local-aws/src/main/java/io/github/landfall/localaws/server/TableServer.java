package io.github.landfall.localaws.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * DynamoDB on 127.0.0.1, kept in the memory of a Node process (npm package dynalite).
 *
 * <p>The process lives only as long as its standard input is open, so it ends with this JVM,
 * however that ends.
 */
public final class TableServer implements AutoCloseable {

  private static final long READY_WITHIN_SECONDS = 30;

  /**
   * Takes a free port, prints it, and ends when the parent is gone; a terminal's Ctrl-C is the
   * parent's to handle.
   */
  private static final String SCRIPT =
      """
      const server = require('dynalite')({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
      server.listen(0, '127.0.0.1', () => console.log(server.address().port));
      process.on('SIGINT', () => {});
      process.stdin.on('close', () => process.exit()).resume();
      """;

  private final Process process;
  private final URI endpoint;
  private final DynamoDbClient client;

  private TableServer(Process process, int port, String region) {
    this.process = process;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.client = EmbeddedClients.client(DynamoDbClient.builder(), endpoint, region);
  }

  /**
   * Starts a server on a free port; it answers when this returns.
   *
   * @param repository the directory that holds {@code node_modules}, with dynalite in it
   * @param region the region that the client signs for
   * @throws IOException if Node or dynalite is missing, or does not start; the message says which
   */
  public static TableServer start(Path repository, String region) throws IOException {
    Path dynalite = repository.resolve("node_modules/dynalite");
    if (!Files.isDirectory(dynalite)) {
      throw new IOException("dynalite is missing at " + dynalite + ": run npm ci in " + repository);
    }
    Process process = launch(repository, "node");
    try {
      return new TableServer(process, port(process), region);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Process launch(Path repository, String node) throws IOException {
    try {
      return new ProcessBuilder(node, "--eval", SCRIPT)
          .directory(repository.toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new IOException("Node.js 20 or newer must be on the PATH: cannot run " + node, e);
    }
  }

  private static int port(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    CompletableFuture<String> firstLine =
        CompletableFuture.supplyAsync(() -> output.lines().findFirst().orElse(""));
    try {
      String line = firstLine.get(READY_WITHIN_SECONDS, TimeUnit.SECONDS);
      if (!line.matches("[0-9]+")) {
        throw new IOException("dynalite did not start; its first output was: «" + line + "»");
      }
      return Integer.parseInt(line);
    } catch (TimeoutException e) {
      throw new IOException("dynalite was not ready within " + READY_WITHIN_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("dynalite's output cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while dynalite started", e);
    }
  }

  /**
   * Creates a table, ready for use when this returns.
   *
   * @param name the table's name
   * @param properties the resolved properties of an {@code AWS::DynamoDB::Table}; the keys count,
   *     and all else is left out
   * @throws IllegalArgumentException if the table has indexes, which the rehearsal does not create
   */
  public void create(String name, JsonNode properties) {
    for (String indexes : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
      if (properties.has(indexes)) {
        throw new IllegalArgumentException(
            "the rehearsal's tables have no indexes, but " + name + " has " + indexes);
      }
    }
    List<AttributeDefinition> attributes = new ArrayList<>();
    for (JsonNode attribute : properties.required("AttributeDefinitions")) {
      attributes.add(
          AttributeDefinition.builder()
              .attributeName(attribute.required("AttributeName").asText())
              .attributeType(attribute.required("AttributeType").asText())
              .build());
    }
    List<KeySchemaElement> keys = new ArrayList<>();
    for (JsonNode key : properties.required("KeySchema")) {
      keys.add(
          KeySchemaElement.builder()
              .attributeName(key.required("AttributeName").asText())
              .keyType(key.required("KeyType").asText())
              .build());
    }
    client.createTable(
        request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys));
    // The waiter's own pause of 20 s is meant for AWS; here a table is ready at the next look.
    client
        .waiter()
        .waitUntilTableExists(
            request -> request.tableName(name),
            waiting ->
                waiting
                    .maxAttempts(1000)
                    .backoffStrategyV2(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(10))));
  }

  /** Removes every table with all that is in it. */
  public void clear() {
    for (String table : client.listTables().tableNames()) {
      client.deleteTable(request -> request.tableName(table));
      client
          .waiter()
          .waitUntilTableNotExists(
              request -> request.tableName(table),
              waiting ->
                  waiting
                      .maxAttempts(1000)
                      .backoffStrategyV2(
                          BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(10))));
    }
  }

  /** The endpoint. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client of this server, closed with it. */
  public DynamoDbClient client() {
    return client;
  }

  /** The Node process's id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
    // A killed process goes at once: waiting only makes sure that nothing is left behind.
    process.onExit().join();
  }
}
