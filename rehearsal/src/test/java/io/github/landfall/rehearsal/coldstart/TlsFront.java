package io.github.landfall.rehearsal.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Speaks TLS in front of a stand-in that does not. */
final class TlsFront implements AutoCloseable {

  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI behind;
  private final Consumer<String> calls;

  /**
   * Starts to answer on a free port.
   *
   * @param behind the stand-in
   * @param tls with the certificate of localhost
   * @param calls gets the operation of each request
   */
  TlsFront(URI behind, SSLContext tls, Consumer<String> calls) throws IOException {
    this.behind = behind;
    this.calls = calls;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
              .version(HttpClient.Version.HTTP_1_1)
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      for (String header : List.of("Content-Type", "Authorization", "X-Amz-Date", "X-Amz-Target")) {
        for (String value :
            exchange.getRequestHeaders().getOrDefault(header, Collections.emptyList())) {
          request.header(header, value);
        }
      }
      calls.accept(operation(exchange.getRequestHeaders().getFirst("X-Amz-Target"), body));
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      for (String header : List.of("content-type", "x-amzn-requestid", "x-amz-crc32")) {
        answer
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
      }
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The operation by its header, or in the form of the query protocol. */
  private static String operation(String target, byte[] body) {
    if (target != null) {
      return target.substring(target.indexOf('.') + 1);
    }
    Matcher action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
    return action.find() ? action.group(1) : "unknown";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
