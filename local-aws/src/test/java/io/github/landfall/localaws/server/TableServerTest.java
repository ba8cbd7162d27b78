package io.github.landfall.localaws.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class TableServerTest {

  private static final Path REPOSITORY = Path.of("..");

  @Test
  void conditionalWriteHoldsAndNothingRunsOnAfterwards() throws IOException {
    long pid;
    try (TableServer server = TableServer.start(REPOSITORY, "cn-northwest-1")) {
      pid = server.pid();
      DynamoDbClient tables = server.client();
      createTable(server);
      Map<String, AttributeValue> item = Map.of("RunId", AttributeValue.fromS("aurora"));
      tables.putItem(request -> request.tableName("runs").item(item));

      assertThatThrownBy(
              () ->
                  tables.putItem(
                      request ->
                          request
                              .tableName("runs")
                              .item(item)
                              .conditionExpression("attribute_not_exists(RunId)")))
          .isInstanceOf(ConditionalCheckFailedException.class);
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void tableIsReadyAsSoonAsItIsCreated() throws IOException {
    try (TableServer server = TableServer.start(REPOSITORY, "cn-northwest-1")) {
      createTable(server);

      assertThat(
              server
                  .client()
                  .describeTable(request -> request.tableName("runs"))
                  .table()
                  .tableStatus())
          .isEqualTo(TableStatus.ACTIVE);
    }
  }

  @Test
  void missingDynaliteIsNamedWithTheCommandThatInstallsIt(@TempDir Path empty) {
    assertThatThrownBy(() -> TableServer.start(empty, "cn-northwest-1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("dynalite is missing")
        .hasMessageContaining("npm ci");
  }

  @Test
  void tableWithIndexesIsRefused() throws IOException {
    try (TableServer server = TableServer.start(REPOSITORY, "cn-northwest-1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.create("runs", json("{\"GlobalSecondaryIndexes\":[]}")))
          .withMessageContaining("GlobalSecondaryIndexes");
    }
  }

  private static void createTable(TableServer server) throws IOException {
    server.create(
        "runs",
        json(
            """
            {"AttributeDefinitions": [{"AttributeName": "RunId", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "RunId", "KeyType": "HASH"}]}
            """));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
