package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.localaws.transfer.TransferPace;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Somebody's own files, delivered by a partner. */
public final class DeliveredMedia implements Scenario {

  /** DTH's default maximum of workers, each as fast as DTH documents. */
  private static final int WORKERS = 20;

  private static final double OBJECTS_A_MINUTE = 600;
  private static final double BYTES_A_MINUTE = 1e9;

  /** As measured with 10,500 files of 2 KB; the bytes are a guess on the safe side. */
  private static final long REAL_MILLIS_AN_OBJECT = 30;

  private static final long REAL_BYTES_A_MILLI = 30_000;

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
    return StageSettings.ordinary().with(TransferPace.documented(WORKERS)).withRobots();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    Media files = Media.in(media);
    files.deliver(stage, partner);
    expect.showDrive("before", 0);
    new OnePartner(stage, expect, partner, files).endsWell(atMost(files));
  }

  /**
   * About how long a play of these files takes in real time, on a machine with two cores: each
   * object goes through five embedded servers, and each byte is copied and read several times.
   */
  public static Duration estimate(Media files) throws IOException {
    return Duration.ofMillis(REAL_MILLIS_AN_OBJECT * files.files().size())
        .plusMillis(bytes(files) / REAL_BYTES_A_MILLI);
  }

  /** A night, and what the workers need for all files, in virtual time. */
  private static Duration atMost(Media files) throws IOException {
    double minutes = files.files().size() / OBJECTS_A_MINUTE + bytes(files) / BYTES_A_MINUTE;
    return Duration.ofHours(6).plusMinutes(Math.round(minutes));
  }

  private static long bytes(Media files) throws IOException {
    long bytes = 0;
    for (Path file : files.files().values()) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
