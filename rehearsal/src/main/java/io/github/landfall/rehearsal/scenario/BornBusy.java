package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.cloudwatch.AlarmState;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A transfer is busy before its alarm exists: the alarm was never OK when it tells of it. */
final class BornBusy implements Scenario {

  @Override
  public String name() {
    return "born-busy";
  }

  @Override
  public String title() {
    return "The alarm is made while its transfer is busy; later it is deleted and made again";
  }

  @Override
  public StageSettings settings() {
    StageSettings ordinary = StageSettings.ordinary();
    return ordinary.with(ordinary.transfer().withWorkers(1, 2));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    stage.advanceUntil(() -> stage.transferMessages(partner) > 0, Duration.ofHours(1));
    stage.makeTransferAlarmAnew(partner);
    stage.advance(Duration.ofMinutes(1));
    expect.notices(partner, Told.STARTED);

    stage.advance(Duration.ofMinutes(5));
    stage.makeTransferAlarmAnew(partner);
    stage.advance(Duration.ofMinutes(1));
    expect.equal("the alarm is busy again", AlarmState.ALARM, stage.transferAlarm(partner));
    night.endsWell();
    expect.equal("all of it is one run", 1, stage.runs(partner).size());
  }
}
