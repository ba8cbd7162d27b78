package io.github.landfall.refresh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {

  private final StringWriter out = new StringWriter();

  @Test
  void excelKnowsTheFileForUnicodeByItsFirstCharacter() throws IOException {
    CsvLines.begin(out, List.of("key", "size"));

    assertThat(out).hasToString("\uFEFFkey,size\r\n");
  }

  @Test
  void commasQuotesAndLineEndsStayWithinTheirCell() throws IOException {
    assertThat(line("a,b", "say \"cut\"", "one\ntwo", "plain 第一集", ""))
        .isEqualTo("\"a,b\",\"say \"\"cut\"\"\",\"one\ntwo\",plain 第一集,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
  void cellThatWouldBeAFormulaIsText(String cell) throws IOException {
    assertThat(line(cell)).isEqualTo("'" + cell + "\r\n");
  }

  @Test
  void formulaHiddenBehindACarriageReturnOrInQuotesIsTextToo() throws IOException {
    assertThat(line("\r=1", "=HYPERLINK(\"x\",\"y\")"))
        .isEqualTo("\"'\r=1\",\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
  }

  @Test
  void signWithinACellIsLeftAlone() throws IOException {
    assertThat(line("a=b-c@d")).isEqualTo("a=b-c@d\r\n");
  }

  @Test
  void lineOfAnotherWidthThanTheHeaderIsRefused() throws IOException {
    CsvLines lines = CsvLines.begin(out, List.of("a", "b"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> lines.write(List.of("1")))
        .withMessageContaining("expected 2 cells");
  }

  private String line(String... cells) throws IOException {
    CsvLines lines = CsvLines.begin(out, List.of(cells).stream().map(cell -> "c").toList());
    out.getBuffer().setLength(0);
    lines.write(List.of(cells));
    return out.toString();
  }
}
