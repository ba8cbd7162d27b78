package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.localaws.transfer.TransferPace;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One small file is queued and copied within a minute: no snapshot of the queue shows it. */
final class SingleSmallFile implements Scenario {

  @Override
  public String name() {
    return "single-small-file";
  }

  @Override
  public String title() {
    return "One small file, queued and copied between two snapshots of the queue";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(TransferPace.documented(3));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    Files.writeString(directory.resolve("sc010 notes.txt"), "Shot 01: v2 replaces v1.\n");
    Media media = Media.in(directory);
    media.deliver(stage, partner);
    expect.showDrive("before", 0);
    List<Instant> snapshots = new ArrayList<>();
    boolean copied =
        stage.advanceUntil(
            () -> {
              boolean fullMinute = stage.now().equals(stage.now().truncatedTo(ChronoUnit.MINUTES));
              if (fullMinute && stage.transferMessages(partner) > 0) {
                snapshots.add(stage.now());
              }
              return stage.hub(partner).attempts() > 0;
            },
            Duration.ofHours(1));
    expect.that("the file is copied", copied, "no copy");
    expect.equal("and the queue was empty at every full minute", List.of(), snapshots);
    new OnePartner(stage, expect, partner, media).endsWell();
  }
}
