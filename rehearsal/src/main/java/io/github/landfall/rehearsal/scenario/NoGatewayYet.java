package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The stack is deployed and no gateway is activated yet. */
final class NoGatewayYet implements Scenario {

  @Override
  public String name() {
    return "no-gateway-yet";
  }

  @Override
  public String title() {
    return "No gateway is activated yet: the files arrive, and operations are told";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(List.of());
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    night.until(Told.NO_SHARE);
    stage.advance(Duration.ofHours(1));
    expect.notices(night.partner(), Told.STARTED, Told.ENDED, Told.NO_SHARE);
  }
}
