package io.github.landfall.localaws.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP server on 127.0.0.1 and a free port that answers for one AWS service.
 *
 * <p>Requests are answered one after the other, on the server's own thread.
 */
public final class LocalEndpoint implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LocalEndpoint.class.getName());

  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();

  private LocalEndpoint(HttpServer server, Protocol protocol) {
    this.server = server;
    server.createContext("/", exchange -> serve(exchange, protocol));
    server.start();
  }

  /**
   * Starts to answer.
   *
   * @param protocol reads the requests and writes the answers
   * @return the running endpoint
   * @throws UncheckedIOException when no port can be bound
   */
  public static LocalEndpoint start(Protocol protocol) {
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
      return new LocalEndpoint(HttpServer.create(new InetSocketAddress(loopback, 0), 0), protocol);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1 for a stand-in", e);
    }
  }

  /** Where clients find the service; for {@code endpointOverride}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange, Protocol protocol) throws IOException {
    try (exchange) {
      Protocol.Answer answer = answer(exchange, protocol);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange
          .getResponseHeaders()
          .set("x-amzn-RequestId", "rehearsal-" + requests.incrementAndGet());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Protocol.Answer answer(HttpExchange exchange, Protocol protocol)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      return protocol.answer(
          exchange.getRequestMethod(),
          exchange.getRequestURI(),
          exchange.getRequestHeaders().getFirst("X-Amz-Target"),
          body);
    } catch (RuntimeException e) {
      // The client would only see a broken connection: say in the rehearsal's log what went wrong.
      LOG.log(System.Logger.Level.ERROR, "a stand-in failed", e);
      return new Protocol.Answer(500, "text/plain", String.valueOf(e.getMessage()));
    }
  }
}
