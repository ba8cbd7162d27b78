package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.stage.Ending;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.timeline.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios as integration tests of everything that the templates and the function do. */
@Execution(ExecutionMode.CONCURRENT)
class ScenariosTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void nightGoesAsExpected(Scenario scenario) throws IOException {
    List<Entry> timeline = new ArrayList<>();

    List<Result> results = play(scenario, timeline::add);

    assertThat(results.stream().filter(result -> result.failure().isPresent()))
        .as(() -> scenario.name() + ": what did not hold, after\n" + lines(timeline))
        .isEmpty();
    // The last one is the performance's own.
    assertThat(results).as("the scenario's expectations").hasSizeGreaterThan(1);
  }

  static Stream<Named<Scenario>> scenarios() {
    return Scenarios.ALL.stream().map(scenario -> Named.of(scenario.name(), scenario));
  }

  @Test
  void sameNightGoesTheSameWayEachTime() throws IOException {
    List<Entry> first = new ArrayList<>();
    List<Entry> second = new ArrayList<>();

    play(new AbsentMetricPoints(), first::add);
    play(new AbsentMetricPoints(), second::add);

    assertThat(first).extracting(Entry::kind).contains(Entry.Kind.values());
    assertThat(second).isEqualTo(first);
  }

  @Test
  void scenariosHaveNamesOfTheirOwn() {
    assertThat(Scenarios.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
    assertThat(Scenarios.named("slow-finder")).map(Scenario::name).contains("slow-finder");
    assertThat(Scenarios.named("Slow-Finder")).isEmpty();
  }

  private static List<Result> play(Scenario scenario, Consumer<Entry> reader) throws IOException {
    Stage.Options options = new Stage.Options(Path.of(".."), false, Duration.ZERO, new Ending());
    return new Performance(scenario, options).play(reader, stage -> {}).results();
  }

  private static String lines(List<Entry> timeline) {
    StringBuilder lines = new StringBuilder();
    timeline.forEach(entry -> lines.append(entry).append('\n'));
    return lines.toString();
  }
}
