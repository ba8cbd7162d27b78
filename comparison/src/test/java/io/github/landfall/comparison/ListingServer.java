package io.github.landfall.comparison;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.landfall.contract.text.KeyOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lists buckets that exist by a formula: {@code source}, and {@code landing} with the folder {@code
 * aurora/} before each key. Every thousandth object differs.
 */
final class ListingServer implements AutoCloseable {

  private static final int PAGE = 1_000;

  private final int objects;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final AtomicLong requests = new AtomicLong();

  ListingServer(int objects) throws IOException {
    this.objects = objects;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Ten episodes, a thousand frames a folder; in the order of the numbers. */
  private String key(String folder, int number) {
    return "%sshow/ep%02d/sc%05d/plate.%08d.exr"
        .formatted(folder, number * 10L / objects, number / PAGE, number);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      if (exchange.getRequestURI().getRawQuery() == null) {
        // A peer asks whether a folder is an object.
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Map<String, String> query = new HashMap<>();
      for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(
            parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
      }
      boolean landing = exchange.getRequestURI().getPath().startsWith("/landing");
      byte[] page = page(landing, query).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/xml");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private String page(boolean landing, Map<String, String> query) {
    String folder = landing ? "aurora/" : "";
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    int at =
        query.containsKey("continuation-token")
            ? Integer.parseInt(query.get("continuation-token"))
            : first(folder, prefix);
    StringBuilder page = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    int listed = 0;
    while (at < objects && listed < PAGE) {
      String key = key(folder, at);
      if (!key.startsWith(prefix)) {
        break;
      }
      listed++;
      int slash = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (slash >= 0) {
        String common = key.substring(0, slash + 1);
        page.append("<CommonPrefixes><Prefix>").append(common).append("</Prefix></CommonPrefixes>");
        at = first(folder, common + "\uffff");
        continue;
      }
      boolean differs = landing && at % PAGE == 0;
      page.append("<Contents><Key>")
          .append(key)
          .append("</Key><LastModified>")
          .append(landing ? "2026-11-23T18:00:00.000Z" : "2026-11-23T12:00:00.000Z")
          .append("</LastModified><ETag>\"0\"</ETag><Size>")
          .append(50_000_000 + (differs ? 1 : 0))
          .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
      at++;
    }
    boolean truncated = at < objects && key(folder, at).startsWith(prefix);
    page.append("<KeyCount>").append(listed).append("</KeyCount><IsTruncated>").append(truncated);
    page.append("</IsTruncated>");
    if (truncated) {
      page.append("<NextContinuationToken>").append(at).append("</NextContinuationToken>");
    }
    return page.append("</ListBucketResult>").toString();
  }

  /** The number of the first key that is not before a text. */
  private int first(String folder, String text) {
    int from = 0;
    int to = objects;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (KeyOrder.UTF_8.compare(key(folder, middle), text) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
