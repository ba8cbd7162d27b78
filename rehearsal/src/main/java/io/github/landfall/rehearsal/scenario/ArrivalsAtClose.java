package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.cloudwatch.AlarmState;
import io.github.landfall.localaws.events.ObjectEvents;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Objects and late events still come when the run closes: none is lost, and none counts twice. */
final class ArrivalsAtClose implements Scenario {

  @Override
  public String name() {
    return "arrivals-at-close";
  }

  @Override
  public String title() {
    return "A run closes while arrivals still come, and five in a hundred events are late";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(ObjectEvents.Punctuality.SOME_LATE);
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("transfer"));
    String partner = night.partner();
    OtherHands hands = new OtherHands(stage, partner, directory.resolve("hands"));
    night.until(Told.STARTED);
    stage.advanceUntil(() -> stage.transferMessages(partner) == 0, Duration.ofHours(2));
    // A file right before each full minute, in which alarms change and the function looks again.
    Instant end = Instant.MAX;
    for (int file = 1; stage.now().isBefore(end); file++) {
      Instant minute = stage.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
      stage.advance(Duration.between(stage.now(), minute).minus(Duration.ofSeconds(10)));
      hands.put("conform/reel %02d.txt".formatted(file));
      stage.advance(Duration.ofSeconds(10));
      if (end.equals(Instant.MAX) && stage.transferAlarm(partner) == AlarmState.OK) {
        end = stage.now().plus(Duration.ofMinutes(5));
      }
    }
    expect.notices(partner, Told.STARTED);
    night.until(Told.ENDED);
    int late = stage.outstandingObjectEvents();
    expect.that("some events are late even then", late > 0, late);
    expect.equal(
        "all others belong to the run",
        (long) night.files().size() + hands.files().size() - late,
        stage.runs(partner).get(0).delivery().orElseThrow().objects());
    night.until(Told.READY);
    hands.put("conform/after the end/reel 99.txt");
    stage.advance(Duration.ofHours(1));
    Map<String, Path> all = new TreeMap<>(night.files());
    all.putAll(hands.files());
    expect.driveShows("within an hour the drive shows every file", 0, all);
    expect.counted(partner, 0, all);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
  }
}
