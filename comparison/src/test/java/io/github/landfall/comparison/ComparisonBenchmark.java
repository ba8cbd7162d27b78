package io.github.landfall.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.comparison.BucketListing.Place;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How fast two synthesized listings are compared, with how many requests, and that 256 MB of heap
 * are enough however long they are. {@code -Dobjects=10000000} makes them longer than a million.
 *
 * <p>The server answers from the same machine, so the time is that of the client and the server;
 * what a request takes abroad is not in it.
 */
final class ComparisonBenchmark {

  private static final String HEAP = "256m";

  @Test
  void longListingsAreComparedInBoundedMemory() throws Exception {
    int objects = Integer.getInteger("objects", 1_000_000);
    try (ListingServer server = new ListingServer(objects)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + HEAP,
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ComparisonBenchmark.class.getName(),
                  server.endpoint().toString(),
                  Integer.toString(objects))
              .redirectErrorStream(true)
              .start();
      try {
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        System.out.printf("%s of -Xmx%s; %,d requests%n", told, HEAP, server.requests());
        assertThat(server.requests()).isLessThan(2L * objects / 1_000 + 100);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /**
   * Compares, and tells the figures.
   *
   * @param arguments the server's address, and how many objects are on each side
   */
  public static void main(String[] arguments) {
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create(arguments[0]))
            .region(Region.CN_NORTHWEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .forcePathStyle(true)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    Tally tally = new Tally("aurora/");
    long began = System.nanoTime();
    Comparison.run(
        new Place(s3, "source", false, ""),
        new Place(s3, "landing", false, "aurora/"),
        List.of(""),
        tally::add);
    double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
    int objects = Integer.parseInt(arguments[1]);
    assertThat(tally.all().objects()).isEqualTo(objects);
    assertThat(tally.of(Verdict.SIZE_DIFFERS).objects()).isEqualTo(objects / 1_000);
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        "compare: %,d objects on each side in %.1f s, %.1f s a million; peak heap %.1f MiB",
        objects, seconds, seconds * 1e6 / objects, peak / 1_048_576.0);
  }
}
