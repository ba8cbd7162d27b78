package io.github.landfall.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.refresh.aws.RunQueue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Drives the handler with the JSON that Lambda sends, as bytes. */
class RefreshHandlerTest {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final StubStudio studio = new StubStudio();
  private final RecordingSqs sqs = new RecordingSqs();
  private final RefreshHandler handler =
      new RefreshHandler(
          studio.events(), new RunQueue(() -> sqs, "run-queue", "dead-letters"), studio.log());

  @Test
  void messageThatIsDoneWithIsNotReported() throws Exception {
    assertThat(invoke(Map.of("m1", SampleEvents.ALARM), 1).path("batchItemFailures")).isEmpty();
    assertThat(studio.published).containsExactly("transfer-started to producers");
    assertThat(sqs.sent).isEmpty();
  }

  @Test
  void messageWhoseTimeHasNotComeGoesBackToTheQueue() throws Exception {
    JsonNode response = invoke(Map.of("m1", SampleEvents.OK), 1);
    assertThat(response.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("m1");
    assertThat(sqs.hidden).containsExactly("run-queue receipt-m1 60");
  }

  @Test
  void malformedMessageIsInTheDeadLetterQueueAtOnceAndNotTriedAgain() throws Exception {
    JsonNode response = invoke(Map.of("m1", "{\"detail-type\":\"Object Created\"}"), 1);
    assertThat(response.path("batchItemFailures")).isEmpty();
    assertThat(sqs.sent)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.queueUrl()).isEqualTo("dead-letters");
              assertThat(message.messageBody()).isEqualTo("{\"detail-type\":\"Object Created\"}");
              assertThat(message.messageAttributes().get("reason").stringValue())
                  .startsWith("detail-type is 'Object Created'; expected");
            });
    assertThat(log()).contains("\"level\":\"ERROR\"").contains("m1");
  }

  @Test
  void failureIsLoggedAndTriedAgainLessAndLessOften() throws Exception {
    studio.failure = new IllegalStateException("SNS is down");
    assertThat(invoke(Map.of("m1", SampleEvents.ALARM), 1).path("batchItemFailures")).hasSize(1);
    invoke(Map.of("m1", SampleEvents.ALARM), 7);
    invoke(Map.of("m1", SampleEvents.ALARM), 400);
    assertThat(sqs.hidden)
        .containsExactly(
            "run-queue receipt-m1 60", "run-queue receipt-m1 420", "run-queue receipt-m1 900");
    assertThat(log()).contains("\"level\":\"ERROR\"").contains("SNS is down");
  }

  @Test
  void queueThatCannotBeReachedLosesNothing() throws Exception {
    sqs.failure = new IllegalStateException("SQS is down");
    JsonNode response = invoke(Map.of("m1", "no event"), 1);
    assertThat(response.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("m1");
    assertThat(log()).contains("SQS is down");
  }

  @Test
  void logLineCarriesPartnerRunAndStep() throws Exception {
    invoke(Map.of("m1", SampleEvents.ALARM), 1);
    JsonNode line = JSON.readTree(log().lines().findFirst().orElseThrow());
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("partner").asText()).isEqualTo("aurora");
    assertThat(line.path("run").asText()).isEqualTo("2026-11-22T16:05:13.123Z");
    assertThat(line.path("step").asText()).isEqualTo("transfer-started");
    assertThat(line.path("outcome").asText()).isEqualTo("done");
  }

  private String log() {
    return studio.logged.toString(StandardCharsets.UTF_8);
  }

  private JsonNode invoke(Map<String, String> bodies, int receives) throws Exception {
    List<Map<String, Object>> records = new ArrayList<>();
    bodies.forEach(
        (id, body) ->
            records.add(
                Map.of(
                    "messageId",
                    id,
                    "receiptHandle",
                    "receipt-" + id,
                    "body",
                    body,
                    "attributes",
                    Map.of("ApproximateReceiveCount", Integer.toString(receives)),
                    "eventSource",
                    "aws:sqs",
                    "awsRegion",
                    "cn-northwest-1")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(JSON.writeValueAsBytes(Map.of("Records", records))),
        out,
        context());
    return JSON.readTree(out.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"Records\":{}}", "{\"Records\":[{\"messageId\":\"m1\"}]}"})
  void eventThatIsNoBatchOfMessagesIsRefused(String event) {
    assertThatThrownBy(
            () ->
                handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    OutputStream.nullOutputStream(),
                    context()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SQS message");
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return 30_000;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static final class RecordingSqs implements SqsClient {

    private final List<String> hidden = new ArrayList<>();
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private RuntimeException failure;

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      fail();
      hidden.add(
          request.queueUrl() + " " + request.receiptHandle() + " " + request.visibilityTimeout());
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      fail();
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    private void fail() {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
