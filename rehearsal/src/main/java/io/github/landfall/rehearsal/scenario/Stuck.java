package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** No worker is left in the middle of a transfer: people hear that nothing arrives any more. */
final class Stuck implements Scenario {

  @Override
  public String name() {
    return "stuck";
  }

  @Override
  public String title() {
    return "The workers are gone, and the queue stays full";
  }

  @Override
  public StageSettings settings() {
    StageSettings ordinary = StageSettings.ordinary();
    return ordinary.with(ordinary.transfer().withWorkers(1, 0.5));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    stage.advanceUntil(() -> stage.hub(partner).attempts() > 3, Duration.ofHours(6));
    stage.hub(partner).stopWorkers();
    night.until(Told.STALLED, Duration.ofHours(8));
    expect.notices(partner, Told.STARTED, Told.STALLED);
    String text = expect.notice(partner, Told.STALLED).message();
    expect.that(
        "the mail says since when, and that people should wait",
        text.contains("起没有文件到达") && text.contains("请等待平台团队"),
        text);
    stage.advance(Duration.ofHours(26));
    expect.notices(partner, Told.STARTED, Told.STALLED, Told.CONTINUES);
    expect.that(
        "the daily mail does not say that nothing is to be done",
        !expect.notice(partner, Told.CONTINUES).message().contains("无需操作"),
        expect.notice(partner, Told.CONTINUES).message());
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "an error is logged, of which an alarm tells operations",
        errors.stream().anyMatch(error -> error.contains("nothing has arrived for hours")),
        errors);
  }
}
