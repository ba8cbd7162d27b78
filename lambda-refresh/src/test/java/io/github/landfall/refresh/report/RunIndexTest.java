package io.github.landfall.refresh.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunIndexTest {

  private final StringWriter out = new StringWriter();

  @Test
  void newestThousandRunsAreListedNewestFirst() throws IOException {
    List<RunIndex.Entry> runs = IntStream.range(0, 1_001).mapToObj(RunIndexTest::run).toList();

    RunIndex.write(out, "aurora", runs, Reports.SHANGHAI, Language.CHINESE);

    assertThat(out.toString()).contains("<html lang=\"zh-CN\">");
    JsonNode rows = DeliveryReportTest.data(out.toString(), "rows");
    assertThat(rows).hasSize(1_000);
    assertThat(rows.at("/0/0").asText()).isEqualTo("report-1000");
    assertThat(rows.at("/999/0").asText()).isEqualTo("report-1");
  }

  @Test
  void runWithoutAReportIsListedWithItsFigures() throws IOException {
    RunIndex.Entry run =
        new RunIndex.Entry(null, Reports.START, Reports.START.plusSeconds(90), true, 1, 22, 333, 4);

    RunIndex.write(out, "aurora", List.of(run), Reports.SHANGHAI, Language.ENGLISH);

    long local = Reports.START.getEpochSecond() + 8 * 3600;
    assertThat(DeliveryReportTest.data(out.toString(), "rows").toString())
        .isEqualTo("[[null,%d,%d,true,1,22,333,4]]".formatted(local, local + 90));
  }

  static RunIndex.Entry run(int i) {
    return new RunIndex.Entry(
        "report-" + i,
        Reports.START.plusSeconds(i * 3600L),
        Reports.START.plusSeconds(i * 3600L + 90),
        i % 2 == 1,
        i,
        i * 10L,
        0,
        0);
  }
}
