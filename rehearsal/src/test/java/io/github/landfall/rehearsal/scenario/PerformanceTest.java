package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.stage.Ending;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.transfer.Edition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  @Test
  void whatDoesNotHoldIsReportedAndSoIsAnErrorThatNobodyExpected() throws IOException {
    List<Path> drawn = new ArrayList<>();
    List<String> partners = new ArrayList<>();
    Scenario scenario =
        new Night() {
          @Override
          public void play(Stage stage, Expectations expect, Path directory) throws IOException {
            expect.that("the sun shines", false, "the moon");
            expect.equal("one and one", 2, 1 + 1);
            expect.notices("aurora", Told.STARTED);
            Path file = Media.drawn(directory, 1).files().values().iterator().next();
            drawn.add(file);
            expect.driveShows("the drive shows a file", 0, Map.of("nowhere/to/be.seen", file));
            stage.sendToRunQueue("{\"detail-type\": \"nobody's event\"}");
            stage.advance(Duration.ofMinutes(5));
          }
        };

    List<Result> results =
        performance(scenario)
            .play(entry -> {}, stage -> partners.addAll(stage.partners(Edition.ECS)))
            .results();

    assertThat(results)
        .extracting(Result::what, result -> result.failure().orElse("held"))
        .satisfiesExactly(
            sun -> assertThat(sun.toList()).containsExactly("the sun shines", "found the moon"),
            one -> assertThat(one.toList()).containsExactly("one and one", "held"),
            told ->
                assertThat(told.toList().get(1)).isEqualTo("expected [transfer-started], found []"),
            drive ->
                assertThat(drive.toList())
                    .containsExactly(
                        "the drive shows a file (1 file, by SHA-256)",
                        "missing: nowhere/to/be.seen"),
            function -> assertThat(function.toList().get(1).toString()).contains("nobody's event"));
    assertThat(partners).as("the stage still stood afterwards").contains("aurora", "borealis");
    assertThat(drawn.get(0)).as("the media go with the stage").doesNotExist();
  }

  private static Performance performance(Scenario scenario) {
    return new Performance(
        scenario, new Stage.Options(Path.of(".."), false, Duration.ZERO, new Ending()));
  }

  /** A scenario with a name. */
  private abstract static class Night implements Scenario {

    @Override
    public String name() {
      return "night";
    }

    @Override
    public String title() {
      return "A night of this test";
    }
  }
}
