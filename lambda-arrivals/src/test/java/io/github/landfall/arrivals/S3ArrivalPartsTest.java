package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArrivalPartsTest {

  private final Map<String, String> put = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          put.put(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Content-length")
                  + " bytes, behind them "
                  + exchange.getRequestHeaders().getFirst("X-amz-trailer"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void partIsPutUnderItsNameWithNothingBehindItsContent() {
    ArrivalPart part =
        ArrivalPart.of(
            "aurora",
            List.of(new Arrival(Arrival.Kind.CREATED, Instant.EPOCH, 1, "01", "aurora/a.exr")));
    try (S3Client s3 =
        S3ArrivalParts.configured(
                S3Client.builder()
                    .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .region(Region.of("cn-northwest-1"))
                    .credentialsProvider(AnonymousCredentialsProvider.create()))
            .build()) {
      new S3ArrivalParts(s3, "landing").put(part);
    }
    assertThat(put)
        .containsExactly(
            Map.entry(
                "/landing/" + part.name().key(),
                part.content().length + " bytes, behind them null"));
  }
}
