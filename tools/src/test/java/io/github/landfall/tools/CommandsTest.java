package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command of {@code bin/} that Java runs. */
class CommandsTest {

  private static final Pattern RUN_TOOL = Pattern.compile("run_tool ([\\w.]+) \"\\$@\"");
  private static final int SCREEN_COLUMNS = 80;

  /** A script, and the class that it runs. */
  record Script(String name, Class<?> command) {}

  static List<Script> scripts() throws IOException, ClassNotFoundException {
    List<Script> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("..", "bin"))) {
      for (Path file : files.sorted().toList()) {
        Matcher call = RUN_TOOL.matcher(Files.readString(file));
        if (call.find()) {
          scripts.add(
              new Script(
                  file.getFileName().toString(),
                  Class.forName("io.github.landfall.tools." + call.group(1))));
        }
      }
    }
    return scripts;
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void helpFitsTheScreensWidthAndNamesTheExitStatus(Script script) throws Exception {
    StringWriter out = new StringWriter();

    int status = commandLine(script).setOut(new PrintWriter(out)).execute("--help");

    assertThat(status).isZero();
    assertThat(script.command().getMethod("main", String[].class)).isNotNull();
    assertThat(out.toString()).startsWith(script.name()).contains("Exit status: 0");
    assertThat(out.toString().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(SCREEN_COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void anOptionThatThereIsNotIsNamed(Script script) throws Exception {
    StringWriter err = new StringWriter();

    int status = commandLine(script).setErr(new PrintWriter(err)).execute("x", "--no-such-option");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(script.name() + ": ")
        .contains("--no-such-option", "See " + script.name() + " --help");
  }

  private static CommandLine commandLine(Script script) throws ReflectiveOperationException {
    AwsClients.Factory none =
        (region, profile) -> {
          throw new AssertionError("a client was asked for");
        };
    // What else a command is made of comes after the clients, and is not touched here either.
    Constructor<?> constructor = script.command().getConstructors()[0];
    Object[] parts = new Object[constructor.getParameterCount()];
    parts[0] = none;
    return Tool.commandLine(constructor.newInstance(parts));
  }
}
