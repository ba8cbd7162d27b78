package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Somebody's own files, delivered by a partner. */
public final class DeliveredMedia implements Scenario {

  private final Path media;

  /**
   * @param media the directory with the files
   */
  public DeliveredMedia(Path media) {
    this.media = media;
  }

  @Override
  public String name() {
    return "media";
  }

  @Override
  public String title() {
    return "A partner delivers the files of " + media;
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().withRobots();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    Media files = Media.in(media);
    files.deliver(stage, partner);
    expect.showDrive("before", 0);
    new OnePartner(stage, expect, partner, files).endsWell();
  }
}
