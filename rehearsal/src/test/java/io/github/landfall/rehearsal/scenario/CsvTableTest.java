package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void nameIsReadAsItIsWhateverItHolds() {
    String table =
        "\uFEFFfolder,key\r\naurora,\"aurora/a, \"\"b\"\"\nc.exr\"\r\naurora,'=aurora/1\r\n";

    assertThat(CsvTable.rows(table))
        .containsExactly(
            Map.of("folder", "aurora", "key", "aurora/a, \"b\"\nc.exr"),
            Map.of("folder", "aurora", "key", "=aurora/1"));
  }

  @Test
  void tableOfHeadingsAloneHasNoRows() {
    assertThat(CsvTable.rows("\uFEFFfolder,key\r\n")).isEmpty();
    assertThat(CsvTable.rows("")).isEmpty();
  }
}
