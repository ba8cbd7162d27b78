package io.github.landfall.localaws.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The side of Lambda that a function's runtime talks to: it hands out events and takes answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

  private static final String ROOT = "/2018-06-01/runtime/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String functionArn;
  private final Duration timeout;
  private final HttpServer server;
  private final ExecutorService threads;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<String> initError = new CompletableFuture<>();
  private final CompletableFuture<Long> ready = new CompletableFuture<>();

  private RuntimeApi(String functionArn, Duration timeout, HttpServer server) {
    this.functionArn = functionArn;
    this.timeout = timeout;
    this.server = server;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "runtime-api");
              thread.setDaemon(true);
              return thread;
            });
  }

  private record Invocation(String id, String event, CompletableFuture<String> response) {}

  /**
   * Starts a server on a free port of 127.0.0.1.
   *
   * @param functionArn the function's ARN, told to the function
   * @param timeout how long a call may last, told to the function
   * @throws IOException if no port can be bound
   */
  public static RuntimeApi start(String functionArn, Duration timeout) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RuntimeApi api = new RuntimeApi(functionArn, timeout, server);
    server.createContext(ROOT, api::answer);
    server.setExecutor(api.threads);
    server.start();
    return api;
  }

  /** Host and port, for the variable {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The error of a function that could not be loaded; not complete as long as there is none. */
  public CompletableFuture<String> initError() {
    return initError;
  }

  /** When the function first asked for an event, as {@link System#nanoTime} has it. */
  public CompletableFuture<Long> ready() {
    return ready;
  }

  /**
   * Hands an event to the function.
   *
   * @return the function's response; completes with a {@link FunctionException} if it failed
   */
  public CompletableFuture<String> submit(String event) {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    running.put(invocation.id(), invocation);
    waiting.add(invocation);
    return invocation.response();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request =
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getPath().substring(ROOT.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = request.split("/", -1);
      if (request.equals("GET invocation/next")) {
        next(exchange);
      } else if (request.equals("POST init/error")) {
        initError.complete(error(body).getMessage());
        respond(exchange, 202, "");
      } else if (parts.length == 3 && running.containsKey(parts[1])) {
        finish(running.remove(parts[1]), parts[2], body);
        respond(exchange, 202, "");
      } else {
        respond(exchange, 404, "{\"errorMessage\":\"unknown: " + request + "\"}");
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    ready.complete(System.nanoTime());
    Invocation invocation;
    try {
      invocation = waiting.take();
    } catch (InterruptedException e) {
      // The server closes: the function's connection just ends.
      Thread.currentThread().interrupt();
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    // The runtime compares this with the machine's clock, so it is real time.
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + timeout.toMillis()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
    respond(exchange, 200, invocation.event());
  }

  private static void finish(Invocation invocation, String outcome, String body)
      throws IOException {
    if (outcome.equals("error")) {
      invocation.response().completeExceptionally(error(body));
    } else {
      invocation.response().complete(body);
    }
  }

  private static FunctionException error(String body) throws IOException {
    JsonNode error = JSON.readTree(body);
    return new FunctionException(
        error.path("errorType").asText("Unknown"), error.path("errorMessage").asText());
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
