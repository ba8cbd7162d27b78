package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's own files. */
class DeliveredMediaTest {

  @TempDir private Path directory;

  @Test
  void estimateGrowsWithFilesAndBytes() throws IOException {
    Files.writeString(directory.resolve("a"), "x");
    Duration one = DeliveredMedia.estimate(Media.in(directory));
    Files.write(directory.resolve("b"), new byte[3_000_000]);
    Duration two = DeliveredMedia.estimate(Media.in(directory));

    assertThat(one).isPositive();
    assertThat(two).isGreaterThan(one.multipliedBy(2));
  }
}
