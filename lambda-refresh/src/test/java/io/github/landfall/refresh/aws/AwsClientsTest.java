package io.github.landfall.refresh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.refresh.run.Gateways;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;

/** What the clients do when an answer is lost: the service takes each request and says nothing. */
class AwsClientsTest {

  private final AwsClients clients = new AwsClients(builder -> {});
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer silent;

  @BeforeEach
  void start() throws IOException {
    silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          exchange.close();
        });
    silent.start();
  }

  @AfterEach
  void stop() {
    silent.stop(0);
  }

  @Test
  void noticeWhoseAnswerIsLostIsSentOnceByOneMessageOfTheQueue() {
    SnsClient sns = clients.clientOfOneAttempt(() -> local(SnsClient.builder())).get();
    assertThatThrownBy(
            () -> sns.publish(request -> request.topicArn("arn:aws-cn:sns:x").message("m")))
        .isInstanceOf(SdkClientException.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void refreshWhoseAnswerIsLostIsStartedOnceByOneLook() {
    assertThat(gateways().refresh("share-1", new RefreshCall(List.of("/"), true)))
        .isInstanceOf(Gateways.Outcome.NotNow.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void lookUpWhoseAnswerIsLostIsRepeated() {
    Gateways gateways = gateways();
    assertThatThrownBy(gateways::shares).isInstanceOf(SdkClientException.class);
    assertThat(requests).hasValue(3);
  }

  private Gateways gateways() {
    Supplier<StorageGatewayClient> looking =
        clients.client(() -> local(StorageGatewayClient.builder()));
    return new StorageGateways(
        looking,
        clients.clientOfOneAttempt(() -> local(StorageGatewayClient.builder())),
        List.of());
  }

  private <B extends AwsClientBuilder<B, ?>> B local(B builder) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + silent.getAddress().getPort()))
        .region(Region.CN_NORTHWEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nobody")));
  }
}
