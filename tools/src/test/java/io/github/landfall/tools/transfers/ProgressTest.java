package io.github.landfall.tools.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter err = new StringWriter();
  private Instant now = Instant.parse("2026-11-24T04:00:00Z");

  @Test
  void progressIsShownOnceASecondOnTheSameLine() {
    Progress progress = progress(true);

    progress.show(new Totals(6_000, 1, 10));
    now = now.plusMillis(999);
    progress.show(new Totals(12_000, 2, 10));
    assertThat(err.toString()).isEmpty();

    now = now.plusMillis(1);
    progress.show(new Totals(18_000, 3, 10));
    progress.show(new Totals(24_000, 4, 10));
    now = now.plusSeconds(5);
    progress.show(new Totals(1_030_000, 5, 10));

    assertThat(err)
        .hasToString(
            "\r18,000 items looked at, 3 matched" + "\r1,030,000 items looked at, 5 matched");
  }

  @Test
  void lineOfProgressIsGoneBeforeAnythingElseIsWritten() {
    Progress progress = progress(true);
    now = now.plusSeconds(1);
    progress.show(new Totals(6, 1, 10));
    String line = err.toString();

    progress.clear();
    progress.clear();

    assertThat(err).hasToString(line + "\r" + " ".repeat(line.length() - 1) + "\r");
  }

  @Test
  void logFileGetsNoProgress() {
    Progress progress = progress(false);
    now = now.plusSeconds(10);

    progress.show(new Totals(6, 1, 10));
    progress.clear();

    assertThat(err.toString()).isEmpty();
  }

  private Progress progress(boolean wanted) {
    return new Progress(new PrintWriter(err), () -> now, wanted);
  }
}
