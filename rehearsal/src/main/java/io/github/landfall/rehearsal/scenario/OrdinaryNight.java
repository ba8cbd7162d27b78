package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two partners deliver, with lists of what belongs to it, of which one is not complete; in the
 * morning everything is on the drive.
 */
final class OrdinaryNight implements Scenario {

  @Override
  public String name() {
    return "ordinary-night";
  }

  @Override
  public String title() {
    return "Two partners deliver, one of them an image of more than 64 MB";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(StageSettings.SetUp.BY_SCRIPT).withRobots();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    List<String> partners = stage.partners(Edition.ECS).subList(0, 2);
    Map<String, Map<String, Path>> files = new TreeMap<>();
    Map<String, Path> all = new TreeMap<>();
    for (String partner : partners) {
      Media media = Media.drawn(directory.resolve(partner), partner.hashCode());
      if (all.isEmpty()) {
        media = media.withLargeImage(directory).withHiddenNames(directory).withList(directory);
      } else {
        media = media.withList(directory.resolve(partner), "plates/not delivered.png");
      }
      media.deliver(stage, partner);
      files.put(partner, media.onDrive(stage, partner));
      all.putAll(files.get(partner));
    }
    expect.that(
        "the drive is empty before", expect.showDrive("before", 0).sums().isEmpty(), "files");

    stage.advanceUntil(
        () -> partners.stream().anyMatch(partner -> expect.isTold(partner, Told.ENDED)),
        Duration.ofHours(4));
    expect.that(
        "the drive does not show the files before its refresh",
        expect.showDrive("when the first transfer has ended", 0).sums().isEmpty(),
        "files");

    stage.advanceUntil(
        () -> partners.stream().allMatch(partner -> expect.isTold(partner, Told.READY)),
        Duration.ofHours(4));
    for (String partner : partners) {
      expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    }
    expect.driveShows("in the morning the drive shows every file", 0, all);
    Notice complete = expect.notice(partners.get(0), Told.READY);
    expect.that(
        "the subject tells of names that Windows does not show, and the mail of the list",
        says(
                complete.subject(),
                " 30 个新文件已在盘上（3 个文件名无法显示）",
                " 30 new files are on the drive (3 names are not shown)")
            && says(complete.message(), "按交付清单核对，齐全：29 / 29", "Complete by its list: 29 of 29"),
        complete);
    Notice incomplete = expect.notice(partners.get(1), Told.READY);
    expect.that(
        "or that a file of the list is not there, by its name",
        says(
                incomplete.subject(),
                " 25 个新文件已在盘上（1 个文件与交付清单不符）",
                " 25 new files are on the drive (1 file not as listed)")
            && says(
                incomplete.message(),
                "/plates/not delivered.png：缺少",
                "/plates/not delivered.png: absent"),
        incomplete);
    stage.advance(Duration.ofHours(1));
    expect.equal("and nothing more is said", 3 * partners.size(), stage.notices().size());
    for (String partner : partners) {
      expect.counted(partner, 0, files.get(partner));
      expect.digest(partner, Told.ENDED);
      expect.digest(partner, Told.READY);
    }
    expect.equal(
        "the group of all producers reads of each", 6, stage.robot("producers").posts().size());
    expect.equal("that of borealis of its own alone", 3, stage.robot("borealis").posts().size());
    expect.equal("and so does that of aurora", 3, stage.robot("aurora").posts().size());
    expect.equal("the group on call is left in peace", List.of(), stage.robot("on-call").posts());
    for (String partner : partners) {
      expect.chat(partner, partner);
    }
    expect.equal("no message is left in a queue", Map.of(), stage.messages());
    expect.equal("the gateway is refreshed once a partner", 2, stage.refreshes().size());
    expect.that(
        "only the folders in which something is new",
        stage.refreshes().stream().noneMatch(call -> call.request().path("Recursive").asBoolean()),
        stage.refreshes());
  }

  /** In either language. */
  private static boolean says(String text, String chinese, String english) {
    return text.contains(chinese) || text.contains(english);
  }
}
