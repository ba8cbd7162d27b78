package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The partner withdraws what failed: the next night is complete, and nobody hears of it again. */
final class Withdrawn implements Scenario {

  @Override
  public String name() {
    return "withdrawn";
  }

  @Override
  public String title() {
    return "An object that failed last night is withdrawn at the source";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"));
    String partner = night.partner();
    String key = Media.sourcePrefix(stage, partner) + FailsAgain.PATH;
    stage.hub(partner).failKey(key);
    night.until(Told.READY);
    stage.s3().deleteObject(request -> request.bucket(stage.sourceBucket(partner)).key(key));

    night.deliversOneMore(directory.resolve("second"));
    stage.advanceUntil(() -> expect.told(partner).size() == 6, Duration.ofHours(8));
    expect.equal("the dead letter is still there", 1, stage.transferDeadLetters(partner));
    expect.equal(
        "and the second night tells of nothing missing",
        "[" + partner + "] 数据传输已结束",
        expect.notice(partner, Told.ENDED).subject());
  }
}
