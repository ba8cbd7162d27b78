package io.github.landfall.tools.terminal;

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

    progress.show(() -> "6,000 objects");
    now = now.plusMillis(999);
    progress.show(() -> "12,000 objects");
    assertThat(err.toString()).isEmpty();

    now = now.plusMillis(1);
    progress.show(() -> "18,000 objects");
    progress.show(() -> "24,000 objects");
    now = now.plusSeconds(5);
    progress.show(() -> "1,030,000 objects");

    assertThat(err).hasToString("\r18,000 objects" + "\r1,030,000 objects");
  }

  @Test
  void lineOfProgressIsGoneBeforeAnythingElseIsWritten() {
    Progress progress = progress(true);
    now = now.plusSeconds(1);
    progress.show(() -> "6 objects");
    String line = err.toString();

    progress.clear();
    progress.clear();

    assertThat(err).hasToString(line + "\r" + " ".repeat(line.length() - 1) + "\r");
  }

  @Test
  void logFileGetsNoProgress() {
    Progress progress = progress(false);
    now = now.plusSeconds(10);

    progress.show(() -> "6 objects");
    progress.clear();

    assertThat(err.toString()).isEmpty();
  }

  private Progress progress(boolean wanted) {
    return new Progress(new PrintWriter(err), () -> now, wanted);
  }
}
