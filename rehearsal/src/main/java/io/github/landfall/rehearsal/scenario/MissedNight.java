package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The gateway is offline for a whole night; the next delivery brings what the drive missed. */
final class MissedNight implements Scenario {

  @Override
  public String name() {
    return "missed-night";
  }

  @Override
  public String title() {
    return "The gateway is offline until the refresh is given up; the next delivery makes up for it";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"));
    String partner = night.partner();
    night.until(Told.STARTED);
    stage.gateways().get(0).setConnected(false);
    night.until(Told.NOT_CONFIRMED, Duration.ofHours(9));
    stage.gateways().get(0).setConnected(true);
    stage.advance(Duration.ofHours(1));
    expect.that(
        "the drive has missed the night", expect.showDrive("after", 0).sums().isEmpty(), "files");
    Media second = night.deliversOneMore(directory.resolve("second"));
    night.until(Told.READY);
    expect.notices(
        partner,
        Told.STARTED,
        Told.ENDED,
        Told.NOT_CONFIRMED,
        Told.NOT_CONFIRMED,
        Told.STARTED,
        Told.ENDED,
        Told.READY);
    Map<String, Path> all = new TreeMap<>(night.files());
    all.putAll(second.onDrive(stage, partner));
    expect.driveShows("the drive shows every file of both", 0, all);
    expect.counted(partner, 0, all);
  }
}
