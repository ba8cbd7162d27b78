package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.stage.RunSummary;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.TemporaryDirectory;
import io.github.landfall.rehearsal.timeline.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays one scenario on a stage of its own.
 *
 * @param scenario the scenario
 * @param options how the rehearsal is run
 */
public record Performance(Scenario scenario, Stage.Options options) {

  /** Ten minutes before midnight in China: the transfers of the rehearsal start at 00:00. */
  private static final Instant BEGIN = Instant.parse("2026-11-22T15:50:00Z");

  /**
   * What came of a play.
   *
   * @param results what was expected, and whether it held
   * @param runs the partners' runs and sweeps
   */
  public record Outcome(List<Result> results, List<RunSummary> runs) {

    /** How many expectations held. */
    public int held() {
      return Math.toIntExact(results.stream().filter(result -> result.failure().isEmpty()).count());
    }
  }

  /** Something to do with the stage while it still stands. */
  @FunctionalInterface
  public interface Afterwards {

    /** Does it. */
    void with(Stage stage) throws IOException;
  }

  /**
   * Plays it, and takes the stage down again.
   *
   * @param reader reads the timeline as it grows
   * @param afterwards done with the stage after the play
   * @return what came of it
   * @throws java.util.concurrent.CancellationException if it was ended early
   * @throws IOException if a part of the stage does not start, or media can't be made or read
   */
  public Outcome play(Consumer<Entry> reader, Afterwards afterwards) throws IOException {
    try (TemporaryDirectory media = new TemporaryDirectory();
        Stage stage = new Stage(options, scenario.settings(), BEGIN, reader)) {
      Expectations expect = new Expectations(stage);
      scenario.play(stage, expect, media.path());
      List<Result> results = new ArrayList<>(expect.results());
      List<String> errors = stage.takeFunctionErrors();
      results.add(
          new Result(
              "the functions log no other error",
              errors.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", errors))));
      List<String> refused =
          stage.roles().values().stream().flatMap(role -> role.refused().stream()).toList();
      results.add(
          new Result(
              "the functions' roles allow each call that they made",
              refused.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", refused))));
      afterwards.with(stage);
      return new Outcome(results, stage.summaries());
    }
  }
}
