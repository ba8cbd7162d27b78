package io.github.landfall.localaws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRootTest {

  @TempDir private Path directory;

  @Test
  void runtimeFindsAJarInLibAndTheJarItselfStays() throws IOException {
    Path root = Files.createDirectory(directory.resolve("task"));
    Path jar = Files.writeString(directory.resolve("asset.123.jar"), "a jar");

    TaskRoot.fill(jar, root);
    assertThat(root.resolve("lib/function.jar")).hasContent("a jar");

    TaskRoot.delete(root);
    assertThat(root).doesNotExist();
    assertThat(jar).hasContent("a jar");
  }

  @Test
  void functionFindsItsFilesFromADirectory() throws IOException {
    Path code = Files.createDirectories(directory.resolve("code/com"));
    Files.writeString(code.resolve("a.txt"), "a");
    Path root = Files.createDirectory(directory.resolve("task"));

    TaskRoot.fill(code.getParent(), root);

    assertThat(root.resolve("com/a.txt")).hasContent("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"code.zip", "missing.jar"})
  void whatIsNoPackageIsNamed(String name) throws IOException {
    Path root = Files.createDirectory(directory.resolve("task"));
    Files.writeString(directory.resolve("code.zip"), "a zip");

    assertThatIOException()
        .isThrownBy(() -> TaskRoot.fill(directory.resolve(name), root))
        .withMessageContaining(name);
  }
}
