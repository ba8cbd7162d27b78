package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.process.LimitedJvm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long the plan of a refresh takes after ten million objects came into 200,000 folders, and
 * that 512 MB of heap are enough.
 */
class RefreshPlanBenchmark {

  private static final String HEAP = "512m";

  @Test
  void tenMillionChangedKeysArePlannedInHalfAGigabyte() throws Exception {
    Process process =
        LimitedJvm.process(RefreshPlanProcess.class, HEAP, List.of())
            .redirectErrorStream(true)
            .start();
    try {
      String told =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      System.out.printf("refresh plan with -Xmx%s:%n%s%n", HEAP, told);

      assertThat(process.waitFor()).as(told).isZero();
      assertThat(told)
          .contains("%,d keys".formatted(RefreshPlanProcess.OBJECTS))
          .contains("peak heap");
    } finally {
      process.destroyForcibly();
    }
  }
}
