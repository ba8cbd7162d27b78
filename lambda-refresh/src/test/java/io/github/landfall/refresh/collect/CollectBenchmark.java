package io.github.landfall.refresh.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.refresh.bucket.BucketObjects;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many arrivals a second a collection reads, and that 256 MB of heap are enough. {@code
 * -Darrivals=10000000} takes as many as a run may have; they lie in 200,000 folders.
 *
 * <p>The bucket is a folder: a figure says nothing of the time that S3 takes for a part, or for a
 * report. The process is set up as Lambda does it, without the compiler's second tier.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Lambda's
 *     settings of Java</a>
 */
final class CollectBenchmark {

  private static final int ARRIVALS = Integer.getInteger("arrivals", 1_000_000);
  private static final int PART = 4_000;
  private static final int SHOTS = 20_000;
  private static final String HEAP = "256m";

  @Test
  void millionArrivalsAreCollectedInBoundedMemory(@TempDir Path folder) throws Exception {
    fill(new FolderBucket(folder));
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Darrivals=" + ARRIVALS,
            "-cp",
            System.getProperty("java.class.path"),
            CollectBenchmark.class.getName(),
            folder.toString());
    Process process = command.redirectErrorStream(true).start();
    try {
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(told).isZero();
      System.out.printf("%s of -Xmx%s%n", told, HEAP);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Collects what lies in a folder, and tells its figures.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    FolderBucket bucket = new FolderBucket(Path.of(arguments[0]));
    Collector collector =
        new Collector(partner -> 0, bucket, bucket, ZoneId.of("Asia/Shanghai"), Language.CHINESE);
    long began = System.nanoTime();
    Delivery delivery =
        collector.collect(
            Deliveries.run(Deliveries.START), List.of(), List.of(), UnaryOperator.identity());
    double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
    assertThat(delivery.objects()).isEqualTo(ARRIVALS);
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        "collect: %,d arrivals in %,d folders in %.1f s, %,.0f arrivals/s; table of %,d MB; peak"
            + " heap %.1f MiB",
        delivery.objects(),
        delivery.folders(),
        seconds,
        ARRIVALS / seconds,
        bucket.list(delivery.report() + ".csv").get(0).bytes() / 1_000_000,
        peak / 1_048_576.0);
  }

  private static void fill(FolderBucket bucket) throws IOException {
    for (int from = 0; from < ARRIVALS; from += PART) {
      ArrivalPart part =
          ArrivalPart.of(
              Deliveries.PARTNER,
              IntStream.range(from, Math.min(from + PART, ARRIVALS))
                  .mapToObj(CollectBenchmark::arrival)
                  .toList());
      Path file = bucket.file(part.name().key());
      Files.createDirectories(file.getParent());
      Files.write(file, part.content());
    }
  }

  private static Arrival arrival(int number) {
    return Deliveries.created(
        "northlight/show/episode %02d/shot-%05d/plate.%07d.exr"
            .formatted(number % 10, (long) number * SHOTS / ARRIVALS, number),
        50_000_000L + number,
        "0055AED6DCD9%08X".formatted(number));
  }

  /** A bucket as a folder of files. */
  private record FolderBucket(Path folder) implements BucketObjects {

    Path file(String key) {
      return folder.resolve(key);
    }

    @Override
    public List<Listed> list(String prefix) {
      try (Stream<Path> files = Files.walk(folder)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> new Listed(folder.relativize(file).toString(), file.toFile().length()))
            .filter(listed -> listed.key().startsWith(prefix))
            .sorted(Comparator.comparing(Listed::key))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Iterator<Listed> listAfter(String prefix, String after) {
      throw new UnsupportedOperationException("no delivery list is among the arrivals");
    }

    @Override
    public Optional<InputStream> get(String key) throws IOException {
      return Files.exists(file(key))
          ? Optional.of(Files.newInputStream(file(key)))
          : Optional.empty();
    }

    @Override
    public void put(String key, Path content, String contentType) {
      try {
        Files.createDirectories(file(key).getParent());
        Files.copy(content, file(key));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void delete(Collection<String> keys) {
      keys.forEach(key -> assertThat(file(key).toFile().delete()).isTrue());
    }
  }
}
