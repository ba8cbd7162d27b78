package io.github.landfall.localaws.activation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.landfall.localaws.gateway.ActivationKeys;
import io.github.landfall.localaws.gateway.Appliance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gateway's VM answers on port 80, here on another port of 127.0.0.1: an activation key,
 * until the gateway is activated; then nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/filegateway/latest/files3/get-activation-key.html">Getting
 *     an activation key</a>
 */
public final class GatewayVm implements AutoCloseable {

  /** What a request is answered with. */
  public enum Answer {
    /** A key, in the body or, without {@code no_redirect}, in the address of a redirect. */
    KEY,
    /** A page of some other machine. */
    PAGE,
    /** HTTP 504, as while the VM does not reach AWS. */
    GATEWAY_TIMEOUT,
    /** HTTP 503, as while the VM still starts. */
    UNAVAILABLE,
    /** A word that is no key, as a network's own page may be. */
    WORD,
    /** A redirect that names an error instead of a key. */
    ERROR
  }

  private final HttpServer server;
  private final Appliance appliance;
  private final ActivationKeys keys;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Answer otherAnswer = Answer.KEY;
  private int otherAnswers;

  private GatewayVm(HttpServer server, Appliance appliance, ActivationKeys keys) {
    this.server = server;
    this.appliance = appliance;
    this.keys = keys;
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * Powers it on.
   *
   * @param appliance the machine
   * @param keys where it gets keys from
   * @throws UncheckedIOException when no port can be bound
   */
  public static GatewayVm start(Appliance appliance, ActivationKeys keys) {
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
      return new GatewayVm(
          HttpServer.create(new InetSocketAddress(loopback, 0), 0), appliance, keys);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1 for a gateway's VM", e);
    }
  }

  /** Where it answers, as {@code HOST:PORT}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets the next requests be answered otherwise. */
  public synchronized void answerNext(Answer answer, int requests) {
    otherAnswer = answer;
    otherAnswers = requests;
  }

  /** The queries of all requests, in order. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      requests.add(String.valueOf(uri.getRawQuery()));
      if (appliance.activated()) {
        // Closing without an answer is the nearest to a closed port.
        return;
      }
      Map<String, String> query = query(String.valueOf(uri.getRawQuery()));
      switch (next()) {
        case KEY -> sendKey(exchange, query);
        case PAGE -> send(exchange, 200, "<!DOCTYPE html><html><title>Welcome</title></html>\n");
        case GATEWAY_TIMEOUT -> send(exchange, 504, "Gateway Timeout");
        case UNAVAILABLE -> send(exchange, 503, "Service Unavailable");
        case WORD -> send(exchange, 200, "\u001b[31mOK\n");
        case ERROR -> redirect(exchange, "errorType=FAILED_TO_RETRIEVE_ACTIVATION_KEY");
      }
    }
  }

  private synchronized Answer next() {
    if (otherAnswers == 0) {
      return Answer.KEY;
    }
    otherAnswers--;
    return otherAnswer;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String field : text.split("&", -1)) {
      String[] parts = field.split("=", 2);
      query.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private void sendKey(HttpExchange exchange, Map<String, String> query) throws IOException {
    String key = keys.issue(appliance, query.getOrDefault("activationRegion", "us-east-1"));
    if (query.containsKey("no_redirect")) {
      send(exchange, 200, key);
    } else {
      redirect(exchange, "activationKey=" + key);
    }
  }

  private static void redirect(HttpExchange exchange, String query) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Location", "https://console.amazonaws.cn/storagegateway/home?" + query);
    send(exchange, 302, "");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
