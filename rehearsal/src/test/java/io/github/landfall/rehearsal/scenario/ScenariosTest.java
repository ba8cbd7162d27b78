package io.github.landfall.rehearsal.scenario;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.stage.Ending;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.timeline.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios as integration tests of everything that the templates and the function do. */
@Execution(ExecutionMode.CONCURRENT)
class ScenariosTest {

  /** What the roles allow and no scenario needs, with the reason. */
  private static final Map<String, String> UNSEEN =
      Map.ofEntries(
          entry("ArrivalsHandler WriteLog logs:CreateLogStream", "Lambda itself writes the log"),
          entry("ArrivalsHandler WriteLog logs:PutLogEvents", "Lambda itself writes the log"),
          entry("ChatHandler WriteLog logs:CreateLogStream", "Lambda itself writes the log"),
          entry("ChatHandler WriteLog logs:PutLogEvents", "Lambda itself writes the log"),
          entry(
              "CompareHandler AbortUploads s3:AbortMultipartUpload",
              "no scenario compares while an upload is open"),
          entry(
              "CompareHandler LookForMerges states:ListExecutions",
              "the weekly comparison is played with edition ecs"),
          entry(
              "CompareHandler TakeOrders sqs:ChangeMessageVisibility",
              "no scenario's comparison is long enough for a second slice"),
          entry("CompareHandler WriteLog logs:CreateLogStream", "Lambda itself writes the log"),
          entry("CompareHandler WriteLog logs:PutLogEvents", "Lambda itself writes the log"),
          entry(
              "RefreshHandler PutReports s3:DeleteObject",
              "no scenario gives up a collection that has put its report"),
          entry(
              "RefreshHandler RefreshShares storagegateway:DescribeNFSFileShares",
              "the rehearsal's gateways share by SMB alone"),
          entry("RefreshHandler WriteLog logs:CreateLogStream", "Lambda itself writes the log"),
          entry("RefreshHandler WriteLog logs:PutLogEvents", "Lambda itself writes the log"));

  private static final Set<String> PLAYED = ConcurrentHashMap.newKeySet();
  private static final Set<String> GRANTED = ConcurrentHashMap.newKeySet();
  private static final Set<String> USED = ConcurrentHashMap.newKeySet();

  /** A permission that no night needs is one too many, or a scenario is missing. */
  @AfterAll
  static void rolesAllowNothingThatNoScenarioNeeds() {
    // Somebody may have run a single test.
    if (PLAYED.size() == Scenarios.ALL.size()) {
      Set<String> unused = new TreeSet<>(GRANTED);
      unused.removeAll(USED);
      assertThat(unused)
          .as("what the roles allow and no scenario needs")
          .containsExactlyInAnyOrderElementsOf(UNSEEN.keySet());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void nightGoesAsExpected(Scenario scenario) throws IOException {
    List<Entry> timeline = new ArrayList<>();

    List<Result> results = play(scenario, timeline::add);

    assertThat(results.stream().filter(result -> result.failure().isPresent()))
        .as(() -> scenario.name() + ": what did not hold, after\n" + lines(timeline))
        .isEmpty();
    // The last two are the performance's own.
    assertThat(results).as("the scenario's expectations").hasSizeGreaterThan(2);
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

    assertThat(first)
        .extracting(Entry::kind)
        .containsAll(EnumSet.complementOf(EnumSet.of(Entry.Kind.COMMAND)));
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
    return new Performance(scenario, options)
        .play(reader, stage -> keepRoles(scenario, stage))
        .results();
  }

  private static void keepRoles(Scenario scenario, Stage stage) throws IOException {
    PLAYED.add(scenario.name());
    stage
        .roles()
        .forEach(
            (function, role) -> {
              role.granted().forEach(grant -> GRANTED.add(function + " " + grant));
              role.used().forEach(grant -> USED.add(function + " " + grant));
            });
  }

  private static String lines(List<Entry> timeline) {
    StringBuilder lines = new StringBuilder();
    timeline.forEach(entry -> lines.append(entry).append('\n'));
    return lines.toString();
  }
}
