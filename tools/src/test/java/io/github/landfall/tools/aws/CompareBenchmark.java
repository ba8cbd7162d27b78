package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.tools.Compare;
import io.github.landfall.tools.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the command {@code compare} takes for 100,000 objects on each side of an embedded S3,
 * whose own work is most of it.
 */
final class CompareBenchmark {

  private static final int OBJECTS = 100_000;
  private static final int FOLDER = 500;

  @Test
  void hundredThousandObjectsOnEachSide(@TempDir Path directory) throws Exception {
    try (BucketServer buckets = BucketServer.start(directory, "cn-northwest-1");
        PartnerBuckets partner = new PartnerBuckets(directory, buckets)) {
      FileTime delivered = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
      for (int i = 0; i < OBJECTS; i++) {
        String key = "show/sc%04d/plate.%06d.exr".formatted(i / FOLDER, i);
        put(directory.resolve(partner.source()).resolve(key), i, delivered);
        if (i % 1_000 != 0) {
          put(
              directory.resolve(partner.landing()).resolve("aurora").resolve(key),
              i,
              FileTime.from(Instant.now()));
        }
      }
      StringWriter out = new StringWriter();
      long began = System.nanoTime();
      int status =
          Tool.commandLine(
                  new Compare(
                      partner.clients(),
                      new BufferedReader(new StringReader("")),
                      InstantSource.system()))
              .setOut(new PrintWriter(out, true))
              .execute("aurora");
      System.out.printf(
          "bin/landfall compare: %,d objects in %.1f s%n%s",
          OBJECTS, Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0, out);
      assertThat(status).isOne();
      assertThat(out.toString())
          .contains("aurora: 100,000 objects")
          .containsPattern("missing +100 ")
          .containsPattern("same +99,900 ");
    }
  }

  private static void put(Path file, int content, FileTime modified) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, Integer.toString(content));
    Files.setLastModifiedTime(file, modified);
  }
}
