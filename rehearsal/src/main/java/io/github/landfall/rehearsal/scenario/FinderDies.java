package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The finder dies in the middle of the listing: people hear that files may be missing. */
final class FinderDies implements Scenario {

  private final Edition edition;

  /**
   * @param edition the edition: in {@link Edition#EC2} the finder is no task, and its log tells
   */
  FinderDies(Edition edition) {
    this.edition = edition;
  }

  @Override
  public String name() {
    return edition == Edition.ECS ? "finder-dies" : "finder-dies-ec2";
  }

  @Override
  public String title() {
    return "The finder dies midway: half of the objects are queued, and nothing else fails (edition "
        + edition.name().toLowerCase(Locale.ROOT)
        + ")";
  }

  @Override
  public StageSettings settings() {
    StageSettings ordinary = StageSettings.ordinary();
    return ordinary.with(ordinary.transfer().withFinder(12, 1));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"), edition);
    String partner = night.partner();
    stage.hub(partner).failListing(1);
    night.until(Told.READY);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    Map<String, Path> files = night.files();
    int came = Math.toIntExact(stage.runs(partner).get(0).delivery().orElseThrow().objects());
    expect.that("some files came, and some did not", came > 0 && came < files.size(), came);
    expect.equal("nothing is in the dead-letter queue", 0, stage.transferDeadLetters(partner));
    expect.that(
        "the subject says that files may be missing",
        expect.notice(partner, Told.ENDED).subject().startsWith("[%s] 可能缺少文件".formatted(partner)),
        expect.notice(partner, Told.ENDED).subject());
    String cause =
        edition == Edition.ECS
            ? "Essential container in task exited; exit code 1"
            : "the finder's log " + stage.hub(partner).stack().finderLogGroup();
    String reason = "源文件列表不完整：" + cause;
    for (String event : List.of(Told.ENDED, Told.READY)) {
      String text = expect.notice(partner, event).message();
      expect.that("the mail " + event + " says why", text.contains(reason), text);
    }
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "an error is logged, of which an alarm tells operations",
        errors.size() == 1 && errors.get(0).contains(cause),
        errors);
    expect.that(
        "and the last mail speaks of what came, not of all",
        expect.notice(partner, Told.READY).message().contains("文件可能没有全部到达"),
        expect.notice(partner, Told.READY).message());
  }
}
