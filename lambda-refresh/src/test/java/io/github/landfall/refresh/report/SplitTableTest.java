package io.github.landfall.refresh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTableTest {

  @TempDir private Path directory;

  @Test
  void eachFileHasNoMoreRowsThanASpreadsheetOpensAndTheColumnsNames() throws IOException {
    List<Path> files = write("a", "b", "c", "d", "e");

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("run.csv", "run-2.csv", "run-3.csv");
    assertThat(SplitTable.files("run", SplitTable.MAX_ROWS * 2L + 1))
        .containsExactly("run.csv", "run-2.csv", "run-3.csv");
    assertThat(Files.readString(files.get(0))).isEqualTo("\uFEFFkey\r\na\r\nb\r\n");
    assertThat(Files.readString(files.get(2))).isEqualTo("\uFEFFkey\r\ne\r\n");
    assertThat(SplitTable.MAX_ROWS + 1).as("rows that Excel opens").isLessThanOrEqualTo(1_048_576);
  }

  @Test
  void tableThatFitsIsOneFile() throws IOException {
    assertThat(write("a", "b")).containsExactly(directory.resolve("run.csv"));
  }

  private List<Path> write(String... keys) throws IOException {
    try (SplitTable table = new SplitTable(directory, "run", List.of("key"), 2)) {
      for (String key : keys) {
        table.write(List.of(key));
      }
      return table.files();
    }
  }
}
