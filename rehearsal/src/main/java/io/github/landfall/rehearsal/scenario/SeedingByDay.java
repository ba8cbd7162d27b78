package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A first seeding lasts for more than two days: each day is on the drive, and is told. */
final class SeedingByDay implements Scenario {

  private static final int MINUTES_PER_OBJECT = 130;

  @Override
  public String name() {
    return "seeding-by-day";
  }

  @Override
  public String title() {
    return "A first seeding lasts for more than two days, and can be used from the first";
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
    seeding.until(Told.CONTINUES, Duration.ofDays(2));
    long first = stage.runs(partner).get(0).delivery().orElseThrow().objects();
    int shown = expect.showDrive("after a day", 0).sums().size();
    expect.equal("what the first day brought is on the drive", first, (long) shown);
    String day = expect.notice(partner, Told.CONTINUES).message();
    expect.that(
        "the first mail tells what is on the drive, and how long the rest takes",
        day.contains("其中已可在共享盘上使用：" + first + " 个") && day.contains("按此速度还需 1 天"),
        day);

    seeding.until(Told.READY, Duration.ofDays(2));
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
                told ->
                    Duration.between(expect.notice(partner, Told.STARTED).time(), told.time())
                        .toHours())
            .toList());
    expect.driveShows("the drive shows every file", 0, seeding.files());
    expect.counted(partner, 0, seeding.files());
    String text = expect.notice(partner, Told.READY).message();
    expect.that(
        "the last mail counts all days together",
        text.contains("到达文件：" + seeding.files().size() + " 个"),
        text);
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "operations hear that the finders of the nights between were refused",
        errors.size() == 2 && errors.stream().allMatch(error -> error.contains("left at once")),
        errors);
  }
}
