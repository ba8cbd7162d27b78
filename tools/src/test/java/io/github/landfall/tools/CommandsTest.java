package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.tools.check.Web;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command of {@code bin/landfall}. */
class CommandsTest {

  private static final int SCREEN_COLUMNS = 80;
  private static final int SCREEN_LINES = 40;

  static List<String> commands() {
    return names(program()).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsTheScreenAndNamesTheExitStatus(String command) {
    StringWriter out = new StringWriter();

    int status = program().setOut(new PrintWriter(out)).execute(arguments(command, "--help"));

    assertThat(status).isZero();
    assertThat(out.toString()).startsWith("landfall " + command).contains("Exit status: 0");
    assertThat(out.toString().lines())
        .hasSizeLessThanOrEqualTo(SCREEN_LINES)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(SCREEN_COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionThatThereIsNotIsNamed(String command) {
    StringWriter err = new StringWriter();

    int status =
        program().setErr(new PrintWriter(err)).execute(arguments(command, "x", "--no-such-option"));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("landfall " + command + ": ")
        .contains("--no-such-option", "See landfall " + command + " --help");
  }

  @Test
  void programListsEveryCommandOnOneScreen() {
    StringWriter out = new StringWriter();

    assertThat(program().setOut(new PrintWriter(out)).execute("--help")).isZero();

    assertThat(out.toString())
        .contains("check", "runs", "transfer", "compare", "retry", "redrive", "dth", "completion");
    assertThat(out.toString().lines())
        .hasSizeLessThanOrEqualTo(SCREEN_LINES)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(SCREEN_COLUMNS));
  }

  @Test
  void commandThatIsLeftOutIsAskedFor() {
    StringWriter err = new StringWriter();

    assertThat(program().setErr(new PrintWriter(err)).execute()).isEqualTo(2);
    assertThat(program().setErr(new PrintWriter(err)).execute("transfer")).isEqualTo(2);

    assertThat(err.toString())
        .contains("landfall: expected one of check, runs, transfer, ")
        .contains("landfall transfer: expected one of start, list");
  }

  @Test
  void shellsCompleteCommands() {
    StringWriter out = new StringWriter();

    assertThat(program().setOut(new PrintWriter(out)).execute("completion")).isZero();

    assertThat(out.toString()).contains("complete -F _complete_landfall", "redrive");
  }

  @Test
  void onlyOneProgramIsInBin() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "bin"))) {
      assertThat(
              files.map(file -> file.getFileName().toString()).filter(name -> !name.contains(".")))
          .containsExactly("landfall");
    }
  }

  private static Stream<String> names(CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .filter(sub -> !(sub.getValue().getCommand() instanceof DthScript))
        .flatMap(
            sub ->
                sub.getValue().getSubcommands().isEmpty()
                    ? Stream.of(sub.getKey())
                    : names(sub.getValue()).map(name -> sub.getKey() + " " + name));
  }

  private static String[] arguments(String command, String... more) {
    return Stream.concat(List.of(command.split(" ", -1)).stream(), Stream.of(more))
        .toArray(String[]::new);
  }

  private static CommandLine program() {
    return Landfall.commandLine(
        (region, profile) -> {
          throw new AssertionError("a client was asked for");
        },
        new Web.Internet(),
        new BufferedReader(new StringReader("")),
        OutputStream.nullOutputStream(),
        InstantSource.system(),
        time -> {},
        ZoneOffset.UTC,
        Path.of(".."));
  }
}
