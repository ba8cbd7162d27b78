package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** The arrivals function dies between its part and its answer: the batch comes again. */
final class ArrivalsKilled implements Scenario {

  @Override
  public String name() {
    return "arrivals-killed";
  }

  @Override
  public String title() {
    return "The arrivals function is killed in the middle of a batch";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(StageSettings.ArrivalBatches.KILLED_ONCE);
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner.delivers(stage, expect, directory).endsWell();
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "the function was killed, once",
        errors.size() == 1 && errors.get(0).contains("Runtime.ExitError"),
        errors);
    expect.that(
        "and what it had put came again",
        stage.parts().size() > new HashSet<>(stage.parts()).size(),
        stage.parts());
  }
}
