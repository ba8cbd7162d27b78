package io.github.landfall.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.landfall.contract.comparison.ComparisonOrder;
import io.github.landfall.contract.comparison.SourceSettings;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.localaws.server.TableServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.sqs.model.Message;

/** The whole function on embedded servers, from the queue's message to the table's record. */
class CompareHandlerTest {

  private static final String REGION = "cn-northwest-1";
  private static final Instant ORDERED = Instant.parse("2026-11-22T04:00:00Z");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "RUNS_TABLE", "runs",
          "LANDING_BUCKET", "landing",
          "LEDGER_BUCKET", "ledger",
          "NOTICE_TOPIC", "arn:aws-cn:sns:cn-northwest-1:111122223333:producers",
          "OPERATIONS_TOPIC", "arn:aws-cn:sns:cn-northwest-1:111122223333:operations",
          "LANGUAGE", "en",
          "TIME_ZONE", "Asia/Shanghai");

  private static BucketServer buckets;
  private static QueueServer queues;
  private static TableServer tables;
  private static HttpServer secrets;
  private static String orders;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeAll
  static void start(@TempDir Path directory, @TempDir Path times) throws IOException {
    buckets = BucketServer.start(directory, REGION);
    S3Client s3 = buckets.client();
    for (String bucket : List.of("source", "landing", "ledger")) {
      s3.createBucket(request -> request.bucket(bucket));
    }
    s3.putObject(
        request -> request.bucket("landing").key("aurora/show/gone.exr"),
        RequestBody.fromString("gone"));
    queues =
        QueueServer.start(
            new VirtualClock(ORDERED, times.resolve("clock")), REGION, "111122223333");
    orders = queue("orders");
    queue("transfers");
    tables = LocalRunsTable.start(REGION);
    secrets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secrets.createContext(
        "/",
        exchange -> {
          byte[] answer =
              """
              {"SecretString":"{\\"access_key_id\\":\\"key\\",\\"secret_access_key\\":\\"secret\\"}"}"""
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    secrets.start();
  }

  private static String queue(String name) {
    return queues.create(
        new QueueSettings(name, Duration.ofMinutes(30), Duration.ZERO, Optional.empty()));
  }

  @AfterAll
  static void stop() throws Exception {
    secrets.stop(0);
    tables.close();
    queues.close();
    buckets.close();
  }

  @Test
  void orderIsCarriedOutAndRecorded() throws Exception {
    SQSBatchResponse response = handle(order());

    assertThat(response.getBatchItemFailures()).as(text()).isEmpty();
    assertThat(text()).contains("\"message\":\"compared\"", "\"gone-at-source\":1");
    assertThat(new StoredComparisons(tables.client(), "runs").find("aurora", ORDERED))
        .map(Progress::phase)
        .contains(Phase.DONE);
    assertThat(
            buckets
                .client()
                .listObjectsV2(request -> request.bucket("landing").prefix("_landfall/aurora/"))
                .contents())
        .hasSize(2);
  }

  @Test
  void messageThatIsNoOrderComesAgainAndIsLogged() {
    SQSBatchResponse response = handle("{\"surprise\":1}");

    assertThat(response.getBatchItemFailures()).hasSize(1);
    assertThat(text()).contains("\"level\":\"ERROR\"", "surprise");
  }

  @Test
  void variableThatIsMissingIsNamed() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("COMPARISON_QUEUE", orders);
    environment.put("TIME_ZONE", "Mars");
    assertThatThrownBy(() -> CompareSettings.from(environment))
        .hasMessageStartingWith("the environment variable TIME_ZONE is 'Mars'");
    environment.remove("LEDGER_BUCKET");
    assertThatThrownBy(() -> CompareSettings.from(environment))
        .hasMessage("the environment variable LEDGER_BUCKET is not set");
  }

  private static String order() throws IOException {
    return new ObjectMapper()
        .writeValueAsString(
            new ComparisonOrder(
                ORDERED.toString(),
                new WatchedTransfer("aurora", "transfers", "dead", null, null, null, null, null),
                new SourceSettings(
                    "Amazon_S3",
                    "source",
                    "us-west-2",
                    buckets.endpoint().toString(),
                    "landfall/aurora",
                    false,
                    false,
                    null,
                    null,
                    null),
                true));
  }

  private SQSBatchResponse handle(String body) {
    queues.client().sendMessage(request -> request.queueUrl(orders).messageBody(body));
    Message received =
        queues.client().receiveMessage(request -> request.queueUrl(orders)).messages().get(0);
    SQSMessage message = new SQSMessage();
    message.setMessageId(received.messageId());
    message.setReceiptHandle(received.receiptHandle());
    message.setBody(received.body());
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("COMPARISON_QUEUE", orders);
    return new CompareHandler(
            environment,
            InstantSource.fixed(ORDERED),
            CompareHandlerTest::here,
            new PrintStream(log, true, StandardCharsets.UTF_8))
        .handleRequest(event, context());
  }

  private static void here(AwsClientBuilder<?, ?> builder) {
    URI endpoint = queues.endpoint();
    if (builder instanceof S3ClientBuilder s3) {
      s3.forcePathStyle(true);
      endpoint = buckets.endpoint();
    } else if (builder instanceof DynamoDbClientBuilder) {
      endpoint = tables.endpoint();
    } else if (builder instanceof SecretsManagerClientBuilder) {
      endpoint = URI.create("http://127.0.0.1:" + secrets.getAddress().getPort());
    }
    builder
        .region(Region.of(REGION))
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (self, method, arguments) ->
                method.getName().equals("getRemainingTimeInMillis") ? 900_000 : null);
  }

  private String text() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
