package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;

/** Every batch of object events is delivered twice: nothing counts twice. */
final class BatchTwice implements Scenario {

  @Override
  public String name() {
    return "batch-twice";
  }

  @Override
  public String title() {
    return "Each batch of the landing bucket's events is delivered twice";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(StageSettings.ArrivalBatches.TWICE);
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner.delivers(stage, expect, directory).endsWell();
    int parts = stage.parts().size();
    expect.that("parts are put", parts > 0, parts);
    expect.equal("each of them twice", parts, 2 * new HashSet<>(stage.parts()).size());
  }
}
