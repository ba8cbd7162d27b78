package io.github.landfall.localaws.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalEndpointTest {

  @Test
  void aRequestForAnUnknownOperationSaysWhichThereAre() throws Exception {
    JsonProtocol protocol = new JsonProtocol("Service", "1.1", Map.of("Known", input -> input));
    try (LocalEndpoint endpoint = LocalEndpoint.start(protocol)) {
      HttpResponse<String> answer = post(endpoint, "Service.Unknown", "{}");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("UnknownOperationException", "Service.[Known]");
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("application/x-amz-json-1.1");
    }
  }

  @Test
  void aBodyThatIsNoJsonIsTheCallersFault() throws Exception {
    JsonProtocol protocol = new JsonProtocol("Service", "1.1", Map.of("Known", input -> input));
    try (LocalEndpoint endpoint = LocalEndpoint.start(protocol)) {
      assertThat(post(endpoint, "Service.Known", "[]").body()).contains("SerializationException");
      assertThat(post(endpoint, "Service.Known", "{").body()).contains("SerializationException");
    }
  }

  @Test
  void aStandInThatFailsAnswersWithItsReason() throws Exception {
    try (LocalEndpoint endpoint =
        LocalEndpoint.start(
            (target, body) -> {
              throw new IllegalStateException("no such thing");
            })) {
      HttpResponse<String> answer = post(endpoint, "Service.Known", "{}");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("no such thing");
    }
  }

  @Test
  void anActionThatTheServiceDoesNotHaveIsNamed() {
    QueryProtocol protocol = new QueryProtocol("urn:x", Map.of());

    Protocol.Answer answer = protocol.answer(null, "Action=Publ%C3%A9".getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>InvalidAction</Code>", "Publé");
  }

  @Test
  void membersWithinMembersAreWrittenAsAwsWritesThem() {
    QueryProtocol protocol =
        new QueryProtocol(
            "urn:x", Map.of("List", form -> Map.of("Names", List.of(Map.of("Key", "a&b"), "c"))));

    assertThat(protocol.answer(null, "Action=List".getBytes(UTF_8)).body())
        .contains("<Names><member><Key>a&amp;b</Key></member><member>c</member></Names>");
  }

  private static HttpResponse<String> post(LocalEndpoint endpoint, String target, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint.uri())
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
