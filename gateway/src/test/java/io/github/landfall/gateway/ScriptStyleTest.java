package io.github.landfall.gateway;

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

/** What holds for every script of {@code gateway/} and {@code bin/}, and for {@code rehearse}. */
class ScriptStyleTest {

  private static final Path ROOT = Path.of("..");
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 80;

  /** Those that are Bash alone: the others would build first, and their help is Java's. */
  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String script : scripts()) {
      String text = Files.readString(ROOT.resolve(script));
      if (!script.endsWith("/lib.sh")
          && !text.contains("exec java")
          && !text.contains("run_tool ")) {
        commands.add(script);
      }
    }
    return commands.stream();
  }

  private static List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>(List.of("rehearse"));
    for (String directory : List.of("bin", "gateway")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
        files
            .filter(Files::isRegularFile)
            .map(file -> directory + "/" + file.getFileName())
            .filter(name -> !name.matches(".*[.](cmd|py|xml)"))
            .sorted()
            .forEach(scripts::add);
      }
    }
    return scripts;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsOneScreenAndNamesTheExitStatus(String command) throws Exception {
    Result help = run(List.of("bash", command, "--help"));

    assertThat(help.status()).isZero();
    assertThat(help.output()).startsWith(name(command)).contains("Exit status: 0");
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
    assertThat(wrong.output()).contains("--no-such-option", name(command) + " --help");
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

  /** What a command calls itself; scripts of {@code bin/landfall} have its name before theirs. */
  private static String name(String script) {
    String file = Path.of(script).getFileName().toString();
    return file.startsWith("dth-")
        ? "landfall dth " + file.substring("dth-".length(), file.lastIndexOf('.'))
        : file;
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
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
