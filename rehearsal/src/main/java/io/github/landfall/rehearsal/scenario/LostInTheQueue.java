package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A message vanishes from the queue, and an object from the source: one is told, the other is not.
 */
final class LostInTheQueue implements Scenario {

  private static final String WITHDRAWN = "plates/sc010/shot 01+comp (v2).png";

  @Override
  public String name() {
    return "lost-in-the-queue";
  }

  @Override
  public String title() {
    return "An object was queued, and neither came nor failed; another was withdrawn meanwhile";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"));
    String partner = night.partner();
    String prefix = Media.sourcePrefix(stage, partner);
    stage.hub(partner).loseKey(prefix + FailsAgain.PATH);
    stage.advanceUntil(() -> stage.transferMessages(partner) > 0, Duration.ofHours(2));
    stage
        .s3()
        .deleteObject(
            request -> request.bucket(stage.sourceBucket(partner)).key(prefix + WITHDRAWN));
    night.until(Told.READY);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    int delivered = night.files().size();
    expect.equal(
        "two files of " + delivered + " did not come",
        delivered - 2L,
        stage.runs(partner).get(0).delivery().orElseThrow().objects());
    expect.equal("one is not accounted for", 1L, stage.runs(partner).get(0).unaccounted());
    String text = expect.notice(partner, Told.ENDED).message();
    expect.that("the mail says so", text.contains("有 1 个文件应当传输，但既没有到达"), text);
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "an error is logged, of which an alarm tells operations",
        errors.size() == 1 && errors.get(0).contains("1 objects were queued"),
        errors);
  }
}
