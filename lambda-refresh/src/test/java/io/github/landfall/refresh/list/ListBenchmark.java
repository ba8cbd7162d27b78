package io.github.landfall.refresh.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.process.LimitedJvm;
import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a delivery list of a million files takes to check, and that 64 MB of heap do. */
final class ListBenchmark {

  private static final String HEAP = "64m";
  private static final int FILES = 1_000_000;
  private static final String LIST = "northlight/ep1.mhl";

  @Test
  void millionFilesAreCheckedInBoundedMemory(@TempDir Path folder) throws Exception {
    Process process =
        LimitedJvm.process(ListBenchmark.class, HEAP, List.of(folder.toString()))
            .redirectErrorStream(true)
            .start();
    try {
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(told).isZero();
      System.out.printf("%s of -Xmx%s%n", told, HEAP);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Checks a list whose files are all there but for one.
   *
   * @param arguments a folder for temporary files
   * @throws IOException if they can't be written
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    AtomicInteger named = new AtomicInteger();
    ListCheck check = new ListCheck(new Million(), folder, difference -> named.incrementAndGet());
    long began = System.nanoTime();
    ListCheck.Result result = check.check(LIST).orElseThrow();
    double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
    assertThat(result.incomplete().orElseThrow().absent()).isEqualTo(1);
    assertThat(named).hasValue(1);
    System.out.printf(
        "delivery list: %,d files in %.1f s; peak heap %.1f MiB",
        result.files(), seconds, LimitedJvm.peakHeapBytes() / 1_048_576.0);
  }

  private static String path(long number) {
    return "episode %02d/shot-%05d/plate.%07d.exr".formatted(number % 10, number / 50, number);
  }

  /** A bucket with all files but the last, and the list of them. */
  private record Million() implements BucketObjects {

    @Override
    public Iterator<Listed> listAfter(String prefix, String after) {
      return IntStream.range(0, 10)
          .boxed()
          .flatMap(
              episode ->
                  LongStream.range(0, FILES / 10)
                      .map(number -> number * 10 + episode)
                      .filter(number -> number < FILES - 1)
                      .mapToObj(number -> new Listed(prefix + path(number), number)))
          .filter(object -> object.key().compareTo(after) > 0)
          .iterator();
    }

    @Override
    public Optional<InputStream> get(String key) {
      Iterator<String> lines =
          LongStream.rangeClosed(-1, FILES)
              .mapToObj(
                  number -> {
                    if (number < 0) {
                      return "<hashlist version='1.1'>\n";
                    }
                    return number == FILES
                        ? "</hashlist>\n"
                        : "<hash><file>%s</file><size>%d</size><md5>9e107d9d372bb6826bd81d3542a419d6</md5></hash>\n"
                            .formatted(path(number), number);
                  })
              .iterator();
      return Optional.of(new Lines(lines));
    }

    @Override
    public List<Listed> list(String prefix) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, Path content, String contentType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Collection<String> keys) {
      throw new UnsupportedOperationException();
    }
  }

  /** Lines as bytes, made when they are read. */
  private static final class Lines extends InputStream {

    private final Iterator<String> lines;
    private InputStream line = InputStream.nullInputStream();

    private Lines(Iterator<String> lines) {
      this.lines = lines;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = line.read(bytes, from, length);
      while (read < 0 && lines.hasNext()) {
        line = new ByteArrayInputStream(lines.next().getBytes(StandardCharsets.UTF_8));
        read = line.read(bytes, from, length);
      }
      return read;
    }
  }
}
