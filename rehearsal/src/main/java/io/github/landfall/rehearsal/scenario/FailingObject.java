package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** One object can't be copied: the others arrive, and people are told that one is missing. */
final class FailingObject implements Scenario {

  private static final String PATH = "plates/sc010/100%_grade.png";

  @Override
  public String name() {
    return "failing-object";
  }

  @Override
  public String title() {
    return "One object fails five times and ends in the dead-letter queue";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    stage.hub(partner).failKey(Media.sourcePrefix(stage, partner) + PATH);
    night.until(Told.READY);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    expect.equal("one object is in the dead-letter queue", 1, stage.transferDeadLetters(partner));
    String subject = expect.notice(partner, Told.ENDED).subject();
    expect.that("the ended notice says that one is missing", subject.contains("1"), subject);
    Duration tries =
        Duration.between(
            expect.notice(partner, Told.STARTED).time(), expect.notice(partner, Told.ENDED).time());
    expect.that(
        "the end is told after the fifth try", tries.compareTo(Duration.ofMinutes(75)) >= 0, tries);
    Map<String, Path> others = new TreeMap<>(night.files());
    others.keySet().removeIf(path -> path.endsWith(PATH));
    expect.driveShows("the drive shows every other file", 0, others);
  }
}
