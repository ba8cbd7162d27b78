package io.github.landfall.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Looks at this process's children, so that no other test may have some at the time. */
@Isolated
class StageTest {

  private static final Instant BEGIN = Instant.parse("2026-11-22T15:50:00Z");

  @Test
  void rehearsalThatIsEndedEarlyStopsAtTheNextTickAndLeavesNoProcess() throws IOException {
    assertThat(children()).as("of other tests").isEmpty();
    Ending ending = new Ending();
    try (Stage stage = stage(Path.of(".."), ending)) {
      assertThat(children()).as("the table server's and the function's").hasSizeGreaterThan(1);
      stage.advance(Duration.ofMinutes(1));
      ending.ask();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> stage.advance(Duration.ofMinutes(1)))
          .withMessage("the rehearsal was ended early");
      assertThat(stage.now()).isEqualTo(BEGIN.plusSeconds(60));
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void whatDoesNotStartIsNamedAndLeavesNoProcess(@TempDir Path repository) throws IOException {
    copyTemplates(Files.createDirectories(repository.resolve("rehearsal/target/cdk.out")));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> stage(repository, new Ending()))
        .withMessageContaining("dynalite is missing")
        .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    assertThat(children()).isEmpty();
  }

  private static void copyTemplates(Path assembly) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/cdk.out"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        Files.copy(file, assembly.resolve(file.getFileName()));
      }
    }
  }

  private static Stage stage(Path repository, Ending ending) throws IOException {
    return new Stage(
        new Stage.Options(repository, false, Duration.ZERO, ending),
        StageSettings.ordinary(),
        BEGIN,
        entry -> {});
  }

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().descendants();
  }
}
