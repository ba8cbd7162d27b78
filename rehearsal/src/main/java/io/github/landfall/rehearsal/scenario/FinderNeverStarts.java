package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The finder's image can't be pulled: nothing is transferred, and the log has an error. */
final class FinderNeverStarts implements Scenario {

  @Override
  public String name() {
    return "finder-never-starts";
  }

  @Override
  public String title() {
    return "The finder's container never runs";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    Media.drawn(directory, 1).deliver(stage, partner);
    stage.hub(partner).refuseFinder("CannotPullContainerError: the image does not exist");
    stage.advance(Duration.ofHours(3));
    expect.equal("producers hear nothing", List.of(), expect.told(partner));
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "an error is logged, of which an alarm tells operations",
        errors.size() == 1 && errors.get(0).contains("CannotPullContainerError"),
        errors);
  }
}
