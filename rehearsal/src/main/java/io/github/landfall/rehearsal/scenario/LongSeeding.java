package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.notices.Notice;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import io.github.landfall.rehearsal.transfer.TransferPace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A first seeding lasts for more than two days: people hear each day how far it is. */
final class LongSeeding implements Scenario {

  @Override
  public String name() {
    return "long-seeding";
  }

  @Override
  public String title() {
    return "A first seeding lasts for more than two days";
  }

  @Override
  public StageSettings settings() {
    StageSettings ordinary = StageSettings.ordinary();
    TransferPace pace = ordinary.transfer();
    return ordinary.with(
        new TransferPace(
            pace.finderStart(),
            pace.keysPerPage(),
            pace.pagesPerMinute(),
            pace.workers(),
            1.0 / Duration.ofHours(7).toMinutes(),
            pace.bytesPerMinute(),
            pace.largeObject(),
            pace.merge()));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner seeding = OnePartner.delivers(stage, expect, directory);
    String partner = seeding.partner();
    seeding.until(Told.READY, Duration.ofDays(3));
    expect.notices(partner, Told.STARTED, Told.CONTINUES, Told.CONTINUES, Told.ENDED, Told.READY);
    List<Notice> days =
        stage.notices().stream()
            .filter(notice -> Told.CONTINUES.equals(notice.attributes().get("event")))
            .toList();
    expect.equal(
        "they come a day apart",
        List.of(24L, 48L),
        days.stream()
            .map(
                day ->
                    Duration.between(expect.notice(partner, Told.STARTED).time(), day.time())
                        .toHours())
            .toList());
    // Three workers, an object in seven hours each.
    expect.that(
        "the first tells that nine objects have come and fifteen wait",
        days.get(0).message().contains("9") && days.get(0).message().contains("15"),
        days.get(0).message());
    expect.driveShows("the drive shows every file", 0, seeding.files());
    expect.counted(partner, 0, seeding.files());
  }
}
