package io.github.landfall.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {

  @Test
  void everythingInItGoesAndNothingOutsideOfIt(@TempDir Path elsewhere) throws IOException {
    Path outside = Files.writeString(elsewhere.resolve("somebody's own.png"), "1");
    Path path;
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      path = directory.path();
      Path folder = Files.createDirectories(path.resolve("镜头 001/a"));
      Files.writeString(folder.resolve(".hidden"), "2");
      Files.createSymbolicLink(path.resolve("link"), elsewhere);
    }

    assertThat(path).doesNotExist();
    assertThat(outside).hasContent("1");
  }
}
