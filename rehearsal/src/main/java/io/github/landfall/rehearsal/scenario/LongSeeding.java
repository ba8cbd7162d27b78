package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A first seeding lasts for more than two days: people hear each day how far it is. */
final class LongSeeding implements Scenario {

  private static final int MINUTES_PER_OBJECT = 130;

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
    return ordinary.with(ordinary.transfer().withWorkers(1, 1.0 / MINUTES_PER_OBJECT));
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
    expect.that(
        "the first tells that eleven objects have come and thirteen wait",
        days.get(0).message().contains("11") && days.get(0).message().contains("13"),
        days.get(0).message());
    expect.driveShows("the drive shows every file", 0, seeding.files());
    expect.counted(partner, 0, seeding.files());
  }
}
