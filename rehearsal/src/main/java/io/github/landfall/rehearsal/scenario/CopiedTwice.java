package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A worker copies an object twice, as measured: it is one file in the mails and in the list. */
final class CopiedTwice implements Scenario {

  @Override
  public String name() {
    return "copied-twice";
  }

  @Override
  public String title() {
    return "An object is copied twice, the second time after the queue is empty";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    night.until(Told.STARTED);
    stage.advanceUntil(() -> stage.transferMessages(partner) == 0, Duration.ofHours(2));
    Map.Entry<String, Path> file = night.files().entrySet().iterator().next();
    stage
        .s3()
        .putObject(
            request -> request.bucket(stage.landingBucket()).key(file.getKey()), file.getValue());
    night.until(Told.READY);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    int files = night.files().size();
    expect.equal(
        "each file is counted once",
        (long) files,
        stage.runs(partner).get(0).delivery().orElseThrow().objects());
    String text = expect.notice(partner, Told.ENDED).message();
    expect.that("so the mail says", text.contains("到达文件：" + files + " 个"), text);
    expect.driveShows("the drive shows every file", 0, night.files());
  }
}
