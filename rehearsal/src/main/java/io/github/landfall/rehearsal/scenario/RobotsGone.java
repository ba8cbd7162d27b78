package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.localaws.robots.RobotServer.Fault;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Two robots never answer again, one of them that of those on call: operations are mailed once for
 * each, and nothing goes round in a circle.
 */
final class RobotsGone implements Scenario {

  @Override
  public String name() {
    return "robots-gone";
  }

  @Override
  public String title() {
    return "Two groups' robots are gone, one of them that of those on call";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().withRobots();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    stage.robot("producers").meet(Fault.ERROR_CODE);
    stage.robot("on-call").meet(Fault.ERROR_CODE);
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    night.endsWell();
    stage.advance(Duration.ofHours(6));
    expect.notices(night.partner(), Told.STARTED, Told.ENDED, Told.READY);
    expect.equal("each mail came", 3L, mails(stage, "producer@example.com"));
    expect.equal("and the other group read each notice", 3, stage.robot("aurora").posts().size());
    expect.equal("what was given up is kept", 3, stage.robotDeadLetters("producers"));
    expect.equal(
        "operations are mailed once for each robot",
        List.of(
            "ALARM: \"Landfall-chat-dead-letters-producers\"",
            "ALARM: \"Landfall-chat-dead-letters-on-call\""),
        stage.notices().stream()
            .filter(notice -> notice.mailedTo().contains("operations@example.com"))
            .map(Notice::subject)
            .toList());
    expect.equal(
        "the robot on call was to tell of both, and failed at both",
        2,
        stage.robotDeadLetters("on-call"));
    int requests = stage.robot("on-call").requests();
    stage.advance(Duration.ofHours(3));
    expect.equal("after that it is left alone", requests, stage.robot("on-call").requests());
  }

  private static long mails(Stage stage, String address) {
    return stage.notices().stream().filter(notice -> notice.mailedTo().contains(address)).count();
  }
}
