package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The finder finds nothing that is new: nobody hears of it. */
final class NothingNew implements Scenario {

  @Override
  public String name() {
    return "nothing-new";
  }

  @Override
  public String title() {
    return "The partner delivered nothing since the last transfer";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    night.endsWell();
    int refreshes = stage.refreshes().size();
    stage.hub(partner).startFinder();
    boolean looked =
        stage.advanceUntil(() -> !stage.hub(partner).finderRunning(), Duration.ofHours(1));
    expect.that("the finder looks again", looked, "a finder that still runs");
    stage.advance(Duration.ofHours(2));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    expect.equal("no gateway is refreshed again", refreshes, stage.refreshes().size());
    expect.driveShows("the drive shows the earlier files", 0, night.files());
  }
}
