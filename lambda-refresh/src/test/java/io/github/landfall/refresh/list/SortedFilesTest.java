package io.github.landfall.refresh.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedFilesTest {

  @TempDir private Path directory;

  @Test
  void portionsAreMergedInTheOrderOfUtf8AndLeaveNothing() throws IOException {
    List<String> sorted = new ArrayList<>();
    try (SortedFiles files = new SortedFiles(directory, 2)) {
      for (String path : List.of("b", "😀", "a", "\uffee", "a", "c", "")) {
        files.add(new ListedFile(path, path.length()));
      }
      for (Optional<ListedFile> next = files.next(); next.isPresent(); next = files.next()) {
        sorted.add(next.get().path());
        assertThat(next.get().bytes()).isEqualTo(next.get().path().length());
      }
    }

    assertThat(sorted).containsExactly("", "a", "a", "b", "c", "\uffee", "😀");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }
}
