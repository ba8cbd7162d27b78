package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.stage.Ending;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  @Test
  void whatDoesNotHoldIsReportedAndSoIsAnErrorThatNobodyExpected() throws IOException {
    List<Path> drawn = new ArrayList<>();
    List<String> partners = new ArrayList<>();
    Scenario scenario =
        new Night() {
          @Override
          public void play(Stage stage, Expectations expect, Path directory) throws IOException {
            expect.that("the sun shines", false, "the moon");
            expect.equal("one and one", 2, 1 + 1);
            expect.notices("aurora", Told.STARTED);
            Path file = Media.drawn(directory, 1).files().values().iterator().next();
            drawn.add(file);
            expect.driveShows("the drive shows a file", 0, Map.of("nowhere/to/be.seen", file));
            stage.sendToRunQueue("{\"detail-type\": \"nobody's event\"}");
            stage.advance(Duration.ofMinutes(5));
          }
        };

    List<Result> results =
        performance(scenario)
            .play(entry -> {}, stage -> partners.addAll(stage.partners(Edition.ECS)))
            .results();

    assertThat(results)
        .extracting(Result::what, result -> result.failure().orElse("held"))
        .satisfiesExactly(
            sun -> assertThat(sun.toList()).containsExactly("the sun shines", "found the moon"),
            one -> assertThat(one.toList()).containsExactly("one and one", "held"),
            told ->
                assertThat(told.toList().get(1)).isEqualTo("expected [transfer-started], found []"),
            drive ->
                assertThat(drive.toList())
                    .containsExactly(
                        "the drive shows a file (1 file, by SHA-256)",
                        "missing: nowhere/to/be.seen"),
            function -> assertThat(function.toList().get(1).toString()).contains("nobody's event"),
            roles ->
                assertThat(roles.toList())
                    .containsExactly(
                        "the functions' roles allow each call that they made", "held"));
    assertThat(partners).as("the stage still stood afterwards").contains("aurora", "borealis");
    assertThat(drawn.get(0)).as("the media go with the stage").doesNotExist();
  }

  @Test
  void callThatTheFunctionsRoleDoesNotAllowFailsTheNight() throws IOException {
    Scenario scenario =
        new Night() {
          @Override
          public void play(Stage stage, Expectations expect, Path directory) {
            stage.sendToRunQueue("{\"detail-type\": \"nobody's event\"}");
            stage.advance(Duration.ofMinutes(5));
          }
        };

    List<Result> results;
    try (TemporaryDirectory repository = new TemporaryDirectory()) {
      copyWithoutSendMessage(repository.path());
      results = performance(scenario, repository.path()).play(e -> {}, stage -> {}).results();
    }

    assertThat(results.get(results.size() - 1).failure().orElse("held"))
        .startsWith("RefreshHandler needs sqs:SendMessage on arn:aws-cn:sqs:")
        .contains("RunQueueDeadLetters", "which no statement of its role RefreshFunctionRole");
  }

  /** A repository whose refresh function may put no message into the dead-letter queue. */
  private static void copyWithoutSendMessage(Path repository) throws IOException {
    Files.createSymbolicLink(
        repository.resolve("node_modules"), Path.of("../node_modules").toAbsolutePath());
    Path assembly = Files.createDirectories(repository.resolve("rehearsal/target/cdk.out"));
    try (Stream<Path> files = Files.list(Path.of("target/cdk.out"))) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(assembly.resolve(file.getFileName()), file.toAbsolutePath());
      }
    }
    Path template = assembly.resolve("Landfall.template.json");
    ObjectMapper json = new ObjectMapper();
    JsonNode content = json.readTree(template.toFile());
    for (JsonNode statement : content.findParents("Sid")) {
      if (statement.path("Sid").asText().equals("PutMalformedEventsAside")) {
        ((ObjectNode) statement).put("Action", "sqs:ListQueues");
      }
    }
    Files.delete(template);
    json.writeValue(template.toFile(), content);
  }

  private static Performance performance(Scenario scenario) {
    return performance(scenario, Path.of(".."));
  }

  private static Performance performance(Scenario scenario, Path repository) {
    return new Performance(
        scenario, new Stage.Options(repository, false, Duration.ZERO, new Ending()));
  }

  /** A scenario with a name. */
  private abstract static class Night implements Scenario {

    @Override
    public String name() {
      return "night";
    }

    @Override
    public String title() {
      return "A night of this test";
    }
  }
}
