package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.robots.RobotServer.Fault;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A group's robot answers with errors for a while: its messages come later, all else in time. */
final class RobotDown implements Scenario {

  @Override
  public String name() {
    return "robot-down";
  }

  @Override
  public String title() {
    return "A group's robot is down for forty minutes";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().withRobots();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    stage.robot("producers").meet(Fault.ERROR_CODE);
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    stage.advanceUntil(() -> stage.robot("producers").requests() > 0, Duration.ofHours(1));
    stage.advance(Duration.ofMinutes(20));
    stage.robot("producers").meet(Fault.HTTP_ERROR);
    stage.advance(Duration.ofMinutes(20));
    expect.equal("its group has read nothing yet", 0, stage.robot("producers").posts().size());
    expect.that(
        "it was asked again and again",
        stage.robot("producers").requests() > 10,
        stage.robot("producers").requests());

    stage.robot("producers").meet(Fault.NONE);
    night.endsWell();
    stage.advance(Duration.ofMinutes(5));
    expect.equal("in the end its group has read all", 3, stage.robot("producers").posts().size());
    expect.equal("as has the other group", 3, stage.robot("aurora").posts().size());
    expect.chat("aurora", night.partner());
    expect.equal("nothing was given up", 0, stage.robotDeadLetters("producers"));
    expect.equal("and nobody on call is woken", 0, stage.robot("on-call").posts().size());
  }
}
