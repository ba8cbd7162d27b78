package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.cloudwatch.QueueMetrics;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;

/** SQS publishes nothing about a quiet queue instead of zeros. */
final class AbsentMetricPoints implements Scenario {

  @Override
  public String name() {
    return "absent-metric-points";
  }

  @Override
  public String title() {
    return "SQS publishes no metric points for a quiet queue instead of zeros";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary()
        .withRobots()
        .with(QueueMetrics.Publication.punctual(QueueMetrics.WhenQuiet.NO_POINTS));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner.delivers(stage, expect, directory).endsWell();
  }
}
