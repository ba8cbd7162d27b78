package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Somebody disables the schedule: a night passes without a finder, and operations are told. */
final class NoFinder implements Scenario {

  @Override
  public String name() {
    return "no-finder";
  }

  @Override
  public String title() {
    return "A transfer is due, and no finder starts";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    night.endsWell();
    stage.hub(partner).disableSchedule();
    stage.advance(Duration.ofHours(26));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "an error is logged once, of which an alarm tells operations",
        errors.size() == 1 && errors.get(0).contains("was due at 2026-11-23T16:00:00Z"),
        errors);
  }
}
