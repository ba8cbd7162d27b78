package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One partner's delivery, as many scenarios need it.
 *
 * @param stage the stage
 * @param expect what must hold
 * @param partner the partner
 * @param media what it delivers
 */
record OnePartner(Stage stage, Expectations expect, String partner, Media media) {

  /** The first partner of an edition delivers drawn images; an artist has looked at the drive. */
  static OnePartner delivers(Stage stage, Expectations expect, Path directory, Edition edition)
      throws IOException {
    String partner = stage.partners(edition).get(0);
    Media media = Media.drawn(directory, partner.hashCode());
    media.deliver(stage, partner);
    for (int drive = 0; drive < stage.drives().size(); drive++) {
      expect.showDrive("before", drive);
    }
    return new OnePartner(stage, expect, partner, media);
  }

  static OnePartner delivers(Stage stage, Expectations expect, Path directory) throws IOException {
    return delivers(stage, expect, directory, Edition.ECS);
  }

  /** The partner delivers one small file more, and the finder is started for it. */
  Media deliversOneMore(Path directory) throws IOException {
    Path correction = directory.resolve("plates/sc010/shot 02.txt");
    Files.createDirectories(correction.getParent());
    Files.writeString(correction, "Shot 02: the plate of shot 01 again.\n");
    Media more = Media.in(directory);
    more.deliver(stage, partner);
    stage.hub(partner).startFinder();
    return more;
  }

  /** Lets time pass until people are told. */
  void until(String event) {
    until(event, Duration.ofHours(6));
  }

  void until(String event, Duration atMost) {
    stage.advanceUntil(() -> expect.isTold(partner, event), atMost);
  }

  /** The night goes well: three notices, everything on the drive, and everything counted. */
  void endsWell() throws IOException {
    endsWell(Duration.ofHours(6));
  }

  /** The same of a delivery that takes longer. */
  void endsWell(Duration atMost) throws IOException {
    until(Told.READY, atMost);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    expect.driveShows("the drive shows every file", 0, files());
    expect.counted(partner, 0, files());
  }

  Map<String, Path> files() {
    return media.onDrive(stage, partner);
  }
}
