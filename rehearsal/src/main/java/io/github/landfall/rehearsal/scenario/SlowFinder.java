package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.cloudwatch.AlarmState;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The workers are faster than the finder: the queue runs dry in the middle of the listing. */
final class SlowFinder implements Scenario {

  @Override
  public String name() {
    return "slow-finder";
  }

  @Override
  public String title() {
    return "The queue runs dry while the finder still lists";
  }

  @Override
  public StageSettings settings() {
    StageSettings ordinary = StageSettings.ordinary();
    return ordinary.with(ordinary.transfer().withFinder(9, 1.0 / 15));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    stage.advanceUntil(() -> stage.transferAlarm(partner) == AlarmState.ALARM, Duration.ofHours(2));
    boolean dry =
        stage.advanceUntil(
            () -> stage.transferAlarm(partner) == AlarmState.OK, Duration.ofHours(2));
    expect.that(
        "the alarm goes back to OK while the finder lists",
        dry && stage.hub(partner).finderRunning(),
        "an alarm that stayed, or a finder that was done");
    stage.advance(Duration.ofMinutes(2));
    expect.notices(partner, Told.STARTED);
    night.endsWell();
    expect.that(
        "the end was told after the finder's", !stage.hub(partner).finderRunning(), "it runs");
  }
}
