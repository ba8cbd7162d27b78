package io.github.landfall.refresh.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  private final Instant now = Instant.now();

  @TempDir private Path parent;

  @Test
  void nothingIsLeftOfIt() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create(parent, now)) {
      Files.writeString(folder.file("a.csv"), "a");
    }

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatAnInvocationLeftThatTimedOutDoesNotFillTheDisk() throws IOException {
    Path dead = aged(TemporaryFolder.create(parent, now).path(), Duration.ofMinutes(16));
    Path atWork = aged(TemporaryFolder.create(parent, now).path(), Duration.ofMinutes(14));
    Path others = aged(Files.createDirectory(parent.resolve("other")), Duration.ofDays(1));

    try (TemporaryFolder next = TemporaryFolder.create(parent, now)) {
      assertThat(parent)
          .isDirectoryNotContaining(dead::equals)
          .isDirectoryContaining(atWork::equals)
          .isDirectoryContaining(others::equals)
          .isDirectoryContaining(next.path()::equals);
    }
  }

  private Path aged(Path folder, Duration age) throws IOException {
    Files.writeString(folder.resolve("table.csv"), "rows");
    return Files.setLastModifiedTime(folder, FileTime.from(now.minus(age)));
  }
}
