package io.github.landfall.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Partner: aurora\nTransfer started: 2026-11-24 00:00 (Asia/Shanghai)\nFiles arrived: 2",
        "传输结束：2026-11-24 01:30 (Asia/Shanghai)，历时 1 小时 30 分钟\n到达文件：12,000 个\n数据量：5.2 TB",
        "- ep101/sc030/a_very_long_name_of_a_shot.mov\n- ep101/sc030/b.mov\n\nNext: nothing to do."
      })
  void outlookShowsEachLineAsALine(String text) {
    String shown = asOutlookShows(MailText.of(text));

    assertThat(shown.lines().map(String::stripTrailing).toList()).isEqualTo(text.lines().toList());
    assertThat(asOutlookShows(text)).as("without the blanks").isNotEqualTo(text);
  }

  /** Joins lines by the rules that users of Outlook have measured. */
  private static String asOutlookShows(String text) {
    List<String> shown = new ArrayList<>();
    boolean joins = false;
    for (String line : List.of(text.split("\n", -1))) {
      if (joins && !line.isEmpty() && !line.startsWith("  ") && !line.startsWith("\t")) {
        shown.set(shown.size() - 1, shown.get(shown.size() - 1) + " " + line);
      } else {
        shown.add(line);
      }
      boolean ends = line.isEmpty() || line.endsWith("   ") || line.matches(".*[.?!:\t]");
      joins = !ends && (joins || line.length() >= 40);
    }
    return String.join("\n", shown);
  }
}
