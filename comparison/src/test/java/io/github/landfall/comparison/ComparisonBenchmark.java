package io.github.landfall.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.landfall.comparison.BucketListing.Place;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  /** What rclone takes for names and sizes alone, on the same server; skipped where it is not. */
  @Test
  void peerComparesTheSameListings() throws Exception {
    int objects = Integer.getInteger("objects", 1_000_000);
    Path rclone =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(folder -> Path.of(folder, "rclone"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(rclone != null, "rclone is not installed here");
    try (ListingServer server = new ListingServer(objects)) {
      ProcessBuilder command =
          new ProcessBuilder(
                  rclone.toString(),
                  "check",
                  "--size-only",
                  "--checkers",
                  "16",
                  ":s3:source",
                  ":s3:landing/aurora")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      // What this machine says of AWS is not for the listing server.
      command.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      command
          .environment()
          .putAll(
              Map.of(
                  "RCLONE_S3_PROVIDER", "Other",
                  "RCLONE_S3_ENDPOINT", server.endpoint().toString(),
                  "RCLONE_S3_LIST_VERSION", "2",
                  "RCLONE_S3_LIST_URL_ENCODE", "true",
                  "RCLONE_S3_ACCESS_KEY_ID", "key",
                  "RCLONE_S3_SECRET_ACCESS_KEY", "secret",
                  "RCLONE_CONFIG", "/dev/null"));
      long began = System.nanoTime();
      Process process = command.start();
      try {
        long peak = 0;
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
          peak = Math.max(peak, residentKib(process.pid()));
        }
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
        // One is: differences were found.
        assertThat(process.exitValue()).isOne();
        assertThat(server.requests()).isGreaterThan(objects / 1_000);
        System.out.printf(
            "rclone check --size-only: %,d objects on each side in %.1f s; peak memory %.1f MiB; %,d requests%n",
            objects, seconds, peak / 1_024.0, server.requests());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** What a process holds of memory at most so far; 0 if it has ended. */
  private static long residentKib(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      // It ended between two looks.
      return 0;
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
