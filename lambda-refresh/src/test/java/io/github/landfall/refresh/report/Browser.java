package io.github.landfall.refresh.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium without a window, driven over the WebDriver protocol.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String address;
  private final String session;

  private Browser(Path chromium, Path chromedriver, Path profile) throws IOException {
    driver =
        new ProcessBuilder(chromedriver.toString(), "--port=0").redirectErrorStream(true).start();
    try {
      address = "http://127.0.0.1:" + port(driver.inputReader()) + "/session";
      JsonNode started = call("POST", address, capabilities(chromium, profile));
      session = address + "/" + started.required("sessionId").asText();
    } catch (IOException | RuntimeException e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  /**
   * Starts it.
   *
   * @param profile an empty directory of its own
   * @return the browser; empty where Chromium or its driver is not installed
   */
  static Optional<Browser> start(Path profile) throws IOException {
    Optional<Path> chromium = installed("chromium");
    Optional<Path> chromedriver = installed("chromedriver");
    return chromium.isEmpty() || chromedriver.isEmpty()
        ? Optional.empty()
        : Optional.of(new Browser(chromium.get(), chromedriver.get(), profile));
  }

  private static Optional<Path> installed(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int port(BufferedReader output) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
      said.add(line);
    }
    throw new IOException("chromedriver did not start: " + said);
  }

  private static ObjectNode capabilities(Path chromium, Path profile) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode wanted = body.putObject("capabilities").putObject("alwaysMatch");
    ObjectNode options = wanted.putObject("goog:chromeOptions").put("binary", chromium.toString());
    Stream.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            "--user-data-dir=" + profile)
        .forEach(options.withArray("args")::add);
    wanted.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
    return body;
  }

  /** Opens a file, and waits until it is loaded. What was logged before is forgotten. */
  void open(Path file) {
    call("POST", session + "/url", JSON.createObjectNode().put("url", "about:blank"));
    log("browser");
    log("performance");
    call("POST", session + "/url", JSON.createObjectNode().put("url", file.toUri().toString()));
  }

  /** Runs the body of a function in the page, and gives what it returns. */
  JsonNode run(String script) {
    ObjectNode body = JSON.createObjectNode().put("script", script);
    body.putArray("args");
    return call("POST", session + "/execute/sync", body);
  }

  /** What the console has shown since this was asked last: errors and warnings too. */
  List<String> console() {
    return log("browser").map(entry -> entry.required("message").asText()).toList();
  }

  /** The addresses that were asked for since this was asked last. */
  List<String> requests() {
    return log("performance")
        .map(entry -> read(entry.required("message").asText()).required("message"))
        .filter(event -> event.required("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  private Stream<JsonNode> log(String type) {
    JsonNode entries = call("POST", session + "/se/log", JSON.createObjectNode().put("type", type));
    return ((ArrayNode) entries).valueStream();
  }

  /** Prints the page. */
  byte[] print() {
    JsonNode pdf = call("POST", session + "/print", JSON.createObjectNode());
    return Base64.getDecoder().decode(pdf.asText());
  }

  /** Takes a picture of what the window shows. */
  byte[] picture() {
    return Base64.getDecoder().decode(call("GET", session + "/screenshot", null).asText());
  }

  /** Makes the page believe that it is on a screen of this size, in CSS pixels. */
  void screen(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
  }

  private void command(String name, ObjectNode parameters) {
    ObjectNode body = JSON.createObjectNode().put("cmd", name);
    body.set("params", parameters);
    call("POST", session + "/goog/cdp/execute", body);
  }

  @Override
  public void close() {
    try {
      call("DELETE", session, null);
    } finally {
      driver.destroy();
      driver.onExit().join();
    }
  }

  private JsonNode call(String method, String uri, JsonNode body) {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).method(method, content).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(method + " " + uri + ": " + response.body());
      }
      return read(response.body()).required("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the browser works", e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
