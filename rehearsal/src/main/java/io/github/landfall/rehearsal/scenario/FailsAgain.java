package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One object fails on two nights: each night tells of one, though two dead letters lie there. */
final class FailsAgain implements Scenario {

  static final String PATH = "plates/sc010/100%_grade.png";

  @Override
  public String name() {
    return "fails-again";
  }

  @Override
  public String title() {
    return "An object that failed last night fails again";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"));
    String partner = night.partner();
    stage.hub(partner).failKey(Media.sourcePrefix(stage, partner) + PATH);
    night.until(Told.READY);
    expect.that(
        "the first night tells of one",
        expect.notice(partner, Told.ENDED).subject().startsWith("[%s] 缺少 1 个文件".formatted(partner)),
        expect.notice(partner, Told.ENDED).subject());

    night.deliversOneMore(directory.resolve("second"));
    stage.advanceUntil(() -> expect.told(partner).size() == 6, Duration.ofHours(8));
    expect.equal("two dead letters lie there", 2, stage.transferDeadLetters(partner));
    expect.that(
        "and the second night tells of one",
        expect.notice(partner, Told.ENDED).subject().startsWith("[%s] 缺少 1 个文件".formatted(partner)),
        expect.notice(partner, Told.ENDED).subject());
  }
}
