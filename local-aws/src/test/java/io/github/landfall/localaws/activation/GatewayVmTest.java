package io.github.landfall.localaws.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.landfall.localaws.activation.GatewayVm.Answer;
import io.github.landfall.localaws.gateway.Appliance;
import io.github.landfall.localaws.gateway.RefreshPace;
import io.github.landfall.localaws.gateway.S3ObjectStore;
import io.github.landfall.localaws.gateway.StorageGatewayService;
import io.github.landfall.localaws.http.Clients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;

class GatewayVmTest {

  private final StorageGatewayService service =
      new StorageGatewayService(
          "111122223333",
          InstantSource.system(),
          new RefreshPace(Duration.ZERO, Duration.ZERO),
          event -> {});
  private final S3Client s3 = Clients.client(S3Client.builder(), service.endpoint());
  private final GatewayVm vm =
      GatewayVm.start(new Appliance("127.0.0.1", new S3ObjectStore(s3)), service.keys());

  @AfterEach
  void stop() {
    vm.close();
    s3.close();
    service.close();
  }

  @Test
  void theKeyIsTheBodyAloneWithoutARedirect() throws Exception {
    HttpResponse<String> bare = get("activationRegion=cn-northwest-1&no_redirect");
    HttpResponse<String> redirect = get("activationRegion=cn-northwest-1");

    assertThat(bare.statusCode()).isEqualTo(200);
    assertThat(bare.body()).matches("[A-Z0-9]{5}(-[A-Z0-9]{5}){4}");
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location").orElse(""))
        .contains("?activationKey=LAND5-");
  }

  @Test
  void otherAnswersAreGivenAsOftenAsWanted() throws Exception {
    vm.answerNext(Answer.GATEWAY_TIMEOUT, 2);

    assertThat(get("no_redirect").statusCode()).isEqualTo(504);
    assertThat(get("no_redirect").statusCode()).isEqualTo(504);
    assertThat(get("no_redirect").statusCode()).isEqualTo(200);
    assertThat(vm.requests()).hasSize(3);
  }

  @Test
  void anActivatedMachineAnswersNoMore() throws Exception {
    String key = get("activationRegion=cn-northwest-1&no_redirect").body();
    try (StorageGatewayClient client =
        Clients.client(StorageGatewayClient.builder(), service.endpoint())) {
      client.activateGateway(
          r ->
              r.activationKey(key)
                  .gatewayName("shanghai-1")
                  .gatewayTimezone("GMT+8:00")
                  .gatewayRegion("cn-northwest-1"));
    }

    assertThatIOException().isThrownBy(() -> get("no_redirect"));
  }

  private HttpResponse<String> get(String query) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + vm.address() + "/?" + query)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
