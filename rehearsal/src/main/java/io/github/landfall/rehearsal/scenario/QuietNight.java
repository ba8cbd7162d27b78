package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A night brings nothing new, and producers want to know. */
final class QuietNight implements Scenario {

  @Override
  public String name() {
    return "quiet-night";
  }

  @Override
  public String title() {
    return "Nothing is new, and producers get one short mail (notices.quietNights)";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().withQuietNights();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    night.endsWell();
    stage.advance(Duration.ofHours(20));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    stage.advance(Duration.ofHours(6));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY, Told.NOTHING_NEW);
    String text = expect.notice(partner, Told.NOTHING_NEW).message();
    expect.that("the mail says when the source was checked", text.contains("没有新文件"), text);

    stage.hub(partner).failListing(0);
    stage.advance(Duration.ofHours(24));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY, Told.NOTHING_NEW);
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "a finder that died tells nobody that nothing is new",
        errors.size() == 1 && errors.get(0).contains("exit code 1"),
        errors);
  }
}
