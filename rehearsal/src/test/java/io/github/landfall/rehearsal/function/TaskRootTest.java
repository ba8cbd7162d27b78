package io.github.landfall.rehearsal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootTest {

  @TempDir private Path directory;

  @Test
  void functionFindsItsFilesFromAZip() throws IOException {
    Path root = Files.createDirectory(directory.resolve("task"));

    TaskRoot.fill(zip("com/", "com/example/A.class", "b.txt"), root);

    assertThat(root.resolve("com/example/A.class")).hasContent("com/example/A.class");
    assertThat(root.resolve("b.txt")).hasContent("b.txt");
  }

  @Test
  void functionFindsItsFilesFromADirectory() throws IOException {
    Path code = Files.createDirectories(directory.resolve("code/com"));
    Files.writeString(code.resolve("a.txt"), "a");
    Path root = Files.createDirectory(directory.resolve("task"));

    TaskRoot.fill(code.getParent(), root);

    assertThat(root.resolve("com/a.txt")).hasContent("a");
  }

  @Test
  void packageCannotWriteOutsideItsTaskRoot() throws IOException {
    Path root = Files.createDirectory(directory.resolve("task"));
    Path code = zip("../outside.txt");

    assertThatIOException()
        .isThrownBy(() -> TaskRoot.fill(code, root))
        .withMessageContaining("../outside.txt");
    assertThat(directory.resolve("outside.txt")).doesNotExist();
  }

  private Path zip(String... names) throws IOException {
    Path file = directory.resolve("code.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }
    return file;
  }
}
