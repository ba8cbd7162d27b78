package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.transfer.Edition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The finder finds nothing that is new: nobody hears of it. */
final class NothingNew implements Scenario {

  @Override
  public String name() {
    return "nothing-new";
  }

  @Override
  public String title() {
    return "The partner delivered nothing since the last night";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    Media media = Media.drawn(directory, partner.hashCode());
    media.deliver(stage, partner);
    media
        .onDrive(stage, partner)
        .forEach(
            (path, file) ->
                stage.s3().putObject(r -> r.bucket(stage.landingBucket()).key(path), file));
    boolean looked =
        stage.advanceUntil(() -> stage.hub(partner).finderRunning(), Duration.ofHours(1));
    expect.that("the finder looks", looked, "no finder");
    stage.advance(Duration.ofHours(2));
    expect.equal("nobody is told anything", List.of(), stage.notices());
    expect.equal("no gateway is refreshed", List.of(), stage.refreshes());
    expect.driveShows("the drive shows the earlier files", 0, media.onDrive(stage, partner));
  }
}
