package io.github.landfall.localaws.robots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The robot of one group, on 127.0.0.1 and plain HTTP. It checks address, signature, rate and body
 * as its product documents, and keeps what it took.
 */
public final class RobotServer implements AutoCloseable {

  /** What goes wrong with each message. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** It answers with the HTTP status 200 and an error's code. */
    ERROR_CODE,
    /** It answers with the HTTP status 503. */
    HTTP_ERROR,
    /** It takes the message and closes the connection without an answer. */
    LOST_ANSWER
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Product product;
  private final String key;
  private final Optional<String> signingSecret;
  private final InstantSource clock;
  private final HttpServer server;
  private final List<ChatPost> posts = new ArrayList<>();
  private final Deque<Instant> lately = new ArrayDeque<>();
  private Instant blockedUntil = Instant.EPOCH;
  private Fault fault = Fault.NONE;
  private int requests;

  private RobotServer(
      Product product,
      String key,
      Optional<String> signingSecret,
      InstantSource clock,
      HttpServer server) {
    this.product = product;
    this.key = key;
    this.signingSecret = signingSecret;
    this.clock = clock;
    this.server = server;
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * Starts a robot.
   *
   * @param product whose
   * @param key what its address holds that nobody may know
   * @param signingSecret what its messages must be signed with; empty if they need not be
   * @param clock the virtual clock
   * @throws UncheckedIOException if no port can be bound
   */
  public static RobotServer start(
      Product product, String key, Optional<String> signingSecret, InstantSource clock) {
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
      return new RobotServer(
          product,
          key,
          signingSecret,
          clock,
          HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1 for a robot", e);
    }
  }

  /** Where messages are posted to. */
  public URI webhook() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + product.webhook(key));
  }

  /** What the group got, in order. */
  public synchronized List<ChatPost> posts() {
    return List.copyOf(posts);
  }

  /** How many messages came, whatever became of them. */
  public synchronized int requests() {
    return requests;
  }

  /** Lets each message from now on go wrong, or go well again. */
  public synchronized void meet(Fault next) {
    fault = next;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> query = query(exchange.getRequestURI());
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      Optional<ObjectNode> answer =
          answer(exchange.getRequestURI().getPath(), query, body, contentType(exchange));
      if (answer.isEmpty()) {
        return;
      }
      byte[] bytes = answer.get().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(met() == Fault.HTTP_ERROR ? 503 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Fault met() {
    return fault;
  }

  private static String contentType(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type == null ? "" : type;
  }

  /** Empty if the answer is lost. */
  private synchronized Optional<ObjectNode> answer(
      String path, Map<String, String> query, byte[] bytes, String contentType) {
    requests++;
    if (fault == Fault.ERROR_CODE || fault == Fault.HTTP_ERROR) {
      return Optional.of(product.answer(-1, "system busy"));
    }
    Product.Request request;
    try {
      JsonNode body = JSON.readTree(bytes);
      request = new Product.Request(clock.instant(), query, body, bytes.length);
    } catch (JsonProcessingException e) {
      return Optional.of(product.answer(9499, "the body is not JSON"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!contentType.startsWith("application/json")) {
      return Optional.of(product.answer(43004, "Content-Type must be application/json"));
    }
    Optional<Product.Refused> refused = refused(path, request);
    if (refused.isPresent()) {
      return Optional.of(product.answer(refused.get().code(), refused.get().message()));
    }
    posts.add(new ChatPost(request.time(), product.shown(request.body())));
    return fault == Fault.LOST_ANSWER ? Optional.empty() : Optional.of(product.answer(0, "ok"));
  }

  private Optional<Product.Refused> refused(String path, Product.Request request) {
    if (!product.isFor(key, path, request.query())) {
      return Optional.of(product.wrongAddress());
    }
    if (signingSecret.isPresent()) {
      Optional<Product.Refused> unsigned = product.unsigned(request, signingSecret.get());
      if (unsigned.isPresent()) {
        return unsigned;
      }
    }
    if (tooMany(request.time())) {
      return Optional.of(product.tooMany());
    }
    return product.unfit(request);
  }

  private boolean tooMany(Instant now) {
    if (now.isBefore(blockedUntil)) {
      return true;
    }
    lately.removeIf(post -> !post.isAfter(now.minus(MINUTE)));
    if (lately.size() >= product.perMinute()) {
      blockedUntil = now.plus(product.block());
      return true;
    }
    lately.add(now);
    return false;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : List.of(uri.getRawQuery().split("&", -1))) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return query;
  }
}
