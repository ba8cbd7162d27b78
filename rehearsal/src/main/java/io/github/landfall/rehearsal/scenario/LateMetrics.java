package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.cloudwatch.AlarmState;
import io.github.landfall.localaws.cloudwatch.QueueMetrics;
import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.localaws.transfer.TransferPace;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Metrics come up to three minutes late, and not in order. */
final class LateMetrics implements Scenario {

  private static final List<Integer> MINUTES_LATE = List.of(3, 0, 2, 1);

  /** Four quiet minutes lie between two waves: one fewer than end a transfer. */
  private static final Duration BETWEEN_WAVES = Duration.ofMinutes(5);

  /** Each number of minutes is met twice. */
  private static final int WAVES = 2 * MINUTES_LATE.size();

  @Override
  public String name() {
    return "late-metrics";
  }

  @Override
  public String title() {
    return "Metrics come up to three minutes late, of a delivery in waves and of single files";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary()
        .with(TransferPace.documented(3))
        .with(new QueueMetrics.Publication(QueueMetrics.WhenQuiet.ZEROS, MINUTES_LATE));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    Instant lastCopy = deliverInWaves(stage, expect, partner, directory);
    new OnePartner(stage, expect, partner, Media.in(directory)).endsWell();
    Duration quiet = Duration.between(lastCopy, expect.notice(partner, Told.ENDED).time());
    expect.that(
        "the end is told after five quiet minutes at least",
        quiet.compareTo(Duration.ofMinutes(5)) >= 0,
        quiet);

    for (int late : MINUTES_LATE) {
      stage.advanceUntil(
          () -> stage.now().atOffset(ZoneOffset.UTC).getMinute() % MINUTES_LATE.size() == late,
          Duration.ofHours(1));
      deliver(stage, partner, directory, "single %d.txt".formatted(late));
      int before = expect.told(partner).size();
      stage.advanceUntil(() -> expect.told(partner).size() == before + 3, Duration.ofHours(2));
    }
    List<String> told = List.of(Told.STARTED, Told.ENDED, Told.READY);
    expect.notices(
        partner,
        Collections.nCopies(1 + MINUTES_LATE.size(), told).stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
    OnePartner all = new OnePartner(stage, expect, partner, Media.in(directory));
    expect.driveShows("the drive shows the single files, too", 0, all.files());
    expect.counted(partner, 0, all.files());
  }

  /** Delivers a file with each wave, and says when the last was copied. */
  private static Instant deliverInWaves(
      Stage stage, Expectations expect, String partner, Path directory) throws IOException {
    Instant copied = Instant.MIN;
    Set<AlarmState> states = EnumSet.noneOf(AlarmState.class);
    for (int wave = 1; wave <= WAVES; wave++) {
      Instant next = stage.now().plus(BETWEEN_WAVES);
      int copies = wave;
      deliver(stage, partner, directory, "wave %d.txt".formatted(wave));
      stage.advanceUntil(() -> stage.hub(partner).attempts() == copies, BETWEEN_WAVES);
      copied = stage.now();
      stage.advanceUntil(
          () -> {
            if (expect.isTold(partner, Told.STARTED)) {
              states.add(stage.transferAlarm(partner));
            }
            return !stage.now().isBefore(next);
          },
          BETWEEN_WAVES);
    }
    expect.equal("the alarm stays in ALARM from wave to wave", Set.of(AlarmState.ALARM), states);
    expect.notices(partner, Told.STARTED);
    return copied;
  }

  /** A small file, queued and copied within a minute. */
  private static void deliver(Stage stage, String partner, Path directory, String name)
      throws IOException {
    Files.writeString(directory.resolve(name), name + "\n");
    Media.in(directory).deliver(stage, partner);
    stage.hub(partner).startFinder();
  }
}
