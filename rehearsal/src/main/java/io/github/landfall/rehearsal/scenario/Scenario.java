package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;

/** A night that is rehearsed. */
public interface Scenario {

  /** Its name on the command line. */
  String name();

  /** What it shows, in a line. */
  String title();

  /** How its stage differs from the ordinary one. */
  default StageSettings settings() {
    return StageSettings.ordinary();
  }

  /**
   * Plays it.
   *
   * @param stage the stage, some minutes before midnight
   * @param expect takes what must hold
   * @param directory an empty directory for the media
   * @throws IOException if media can't be made or read
   */
  void play(Stage stage, Expectations expect, Path directory) throws IOException;
}
