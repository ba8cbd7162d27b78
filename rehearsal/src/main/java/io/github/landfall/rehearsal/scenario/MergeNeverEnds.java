package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A part of a large object fails, so its merge polls on: the night ends all the same. */
final class MergeNeverEnds implements Scenario {

  @Override
  public String name() {
    return "merge-never-ends";
  }

  @Override
  public String title() {
    return "A large object's merge waits for a part that never comes (edition ec2)";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.EC2).get(0);
    Media media = Media.drawn(directory, partner.hashCode());
    Media large = media.withLargeImage(directory);
    large.deliver(stage, partner);
    String name =
        large.onDrive(stage, partner).keySet().stream()
            .filter(key -> !media.onDrive(stage, partner).containsKey(key))
            .findFirst()
            .orElseThrow()
            .substring(partner.length() + 1);
    stage.hub(partner).failKey(name);
    OnePartner night = new OnePartner(stage, expect, partner, media);
    expect.showDrive("before", 0);
    night.until(Told.READY, Duration.ofHours(12));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    expect.that("the merge still runs", stage.hub(partner).mergeRunning(), "no merge");
    String text = expect.notice(partner, Told.ENDED).message();
    expect.that(
        "it is told as one file that is missing, by name",
        text.contains("缺少 1 个文件") && text.contains("- " + name),
        text);
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "an error is logged, of which an alarm tells operations",
        errors.size() == 1 && errors.get(0).contains("merge-1"),
        errors);
    expect.driveShows("the drive shows every other file", 0, night.files());
  }
}
