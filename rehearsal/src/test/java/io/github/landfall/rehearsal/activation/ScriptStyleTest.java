package io.github.landfall.rehearsal.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every script of {@code gateway/}. */
class ScriptStyleTest {

  private static final Path GATEWAY = Path.of("..", "gateway");
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 80;

  static Stream<String> commands() throws IOException {
    return scripts().stream().filter(script -> !script.equals("lib.sh"));
  }

  private static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(GATEWAY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sh"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsOneScreenAndNamesTheExitStatus(String command) throws Exception {
    Result help = run(List.of("bash", command, "--help"));

    assertThat(help.status()).isZero();
    assertThat(help.output()).startsWith(command).contains("Exit status: 0");
    // The screen's last line is for the next prompt.
    assertThat(help.output().lines()).hasSizeLessThan(SCREEN_LINES);
    assertThat(help.output().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(SCREEN_COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionThatThereIsNotIsNamed(String command) throws Exception {
    Result wrong = run(List.of("bash", command, "--no-such-option"));

    assertThat(wrong.status()).as(wrong.output()).isEqualTo(2);
    assertThat(wrong.output()).contains("--no-such-option", command + " --help");
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    expectNothing(List.of("shellcheck", "--external-sources"));
  }

  @Test
  void shfmtWouldChangeNothing() throws Exception {
    // With options of its own, so that shfmt passes over .editorconfig.
    expectNothing(List.of("shfmt", "-d", "-i", "2", "-ci"));
  }

  private static void expectNothing(List<String> tool) throws Exception {
    List<String> command = new ArrayList<>(tool);
    command.addAll(scripts());
    Result result;
    try {
      result = run(command);
    } catch (IOException e) {
      assumeTrue(false, tool.get(0) + " is not installed here: the scripts are not checked by it");
      throw e;
    }
    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
  }

  private record Result(int status, String output) {}

  private static Result run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(GATEWAY.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
