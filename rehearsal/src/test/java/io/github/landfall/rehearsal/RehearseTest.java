package io.github.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.scenario.Performance.Outcome;
import io.github.landfall.rehearsal.scenario.Scenario;
import io.github.landfall.rehearsal.scenario.Scenarios;
import io.github.landfall.rehearsal.stage.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RehearseTest {

  private static final Path REPOSITORY = Path.of("..");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void listNamesEveryScenarioAndWhatItShows() {
    assertThat(rehearse("--list")).isZero();

    assertThat(out.toString().lines()).hasSameSizeAs(Scenarios.ALL);
    for (Scenario scenario : Scenarios.ALL) {
      assertThat(out.toString()).contains(scenario.name() + " ", scenario.title());
    }
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void wrongOptionIsNamedInOneLine(List<String> options, String message) {
    assertThat(rehearse(options.toArray(String[]::new))).isEqualTo(2);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("rehearse: ")
        .contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @TempDir static Path empty;

  private static String emptyDirectory() {
    return empty.toString();
  }

  static Stream<Arguments> wrongOptionIsNamedInOneLine() {
    return Stream.of(
        arguments(List.of("--fast"), "--fast"),
        arguments(List.of("ordinary-night"), "ordinary-night"),
        arguments(
            List.of("--scenario", "bad-night"), "bad-night: no such scenario; --list names them"),
        arguments(
            List.of("--scenario", "nothing-new", "--scenario", "bad-night"), "bad-night: no such"),
        arguments(List.of("--scenario"), "--scenario"),
        arguments(List.of("--media", "no/such/dir"), "no/such/dir: no such directory"),
        arguments(List.of("--media", "pom.xml"), "pom.xml: no such directory"),
        arguments(
            List.of("--media", ".", "--scenario", "nothing-new"), "--media and --scenario don't"),
        arguments(List.of("--minute", "-1"), "--minute -1: expected 0 or more milliseconds"),
        arguments(List.of("--minute", "soon"), "--minute"),
        arguments(List.of("--drive", "nfs"), "[listing, smb]"),
        arguments(List.of("--all", "--hold"), "--all goes with none of --media, --scenario and"),
        arguments(List.of("--lang", "de"), "--lang de: expected zh-CN or en"),
        arguments(List.of("--hold"), "--hold goes with --drive smb"),
        arguments(
            List.of("--timeline", "no/such/dir/timeline.jsonl"),
            "--timeline no/such/dir/timeline.jsonl: its directory does not exist"),
        arguments(List.of("--timeline", "/"), "--timeline /: is a directory, expected a file"),
        arguments(List.of("--media", emptyDirectory()), "holds no file to deliver"));
  }

  @Test
  void largeFolderIsToldHowLongItTakes() throws IOException {
    Path media = Files.createDirectory(directory.resolve("frames"));
    for (int i = 0; i < 4_200; i++) {
      write(media, "frame.%04d.exr".formatted(i), 1);
    }

    // Refused afterwards, so that nothing is played.
    assertThat(rehearse("--media", media.toString(), "--hold", "--lang", "en")).isEqualTo(2);

    assertThat(out.toString()).startsWith("4,200 files: the play takes about 2 minutes.");
  }

  @Test
  void nameThatCannotBeDeliveredIsRefusedBeforeThePlay() throws IOException {
    Path media = Files.createDirectory(directory.resolve("long"));
    write(media, "镜".repeat(73), 1);

    assertThat(rehearse("--media", media.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("镜镜: its name has 219 bytes; the embedded S3 takes 213");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void somebodysOwnFilesEndOnTheDriveAndTheTimelineIsWritten() throws IOException {
    Path media = Files.createDirectory(directory.resolve("交付 2026-11"));
    write(media, "镜头 001/背景_最终版 (v2).exr", 70_000);
    write(media, "plates/sc 010/100%+grade #1 & [final]; it's~=.dpx", 1);
    write(media, "plates/sc 010/naïve façade ümlaut.txt", 12);
    write(media, "plates/sc 010/.hidden", 3);
    write(media, "plates/a, b.mov", 5);
    write(media, "空.mov", 0);
    Path timeline = directory.resolve("timeline.jsonl");

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              rehearse("--media", media.toString(), "--verbose", "--timeline", timeline.toString()))
          .as(() -> out + "\n" + err)
          .isZero();
    } finally {
      System.setOut(console);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("alarm    aurora     Landfall-transfer-aurora: ALARM, was OK")
        .contains("mail     aurora     producer@example.com: «[aurora] 6 个新文件已在盘上»");

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("=== media: A partner delivers the files of " + media)
        .contains("held    the drive shows every file (6 files, by SHA-256)")
        .contains("expectations held in 1 scenario")
        .doesNotContain("FAILED");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(timeline)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines)
        .extracting(line -> line.path("kind").asText())
        .containsOnly(
            "alarm", "rule", "invoke", "arrival", "plan", "notice", "refresh", "drive", "mail",
            "chat");
    assertThat(lines)
        .extracting(line -> line.required("minute").longValue())
        .isSorted()
        .allMatch(minute -> minute >= 0);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactly("scenario", "minute", "kind", "partner", "detail"));
    assertThat(lines)
        .filteredOn(line -> line.path("kind").asText().equals("mail"))
        .extracting(line -> line.path("partner").asText())
        .hasSize(3)
        .containsOnly("aurora");
  }

  @Test
  void summaryCountsWhatHeldAndShowsWhatDidNot() {
    Map<String, Outcome> results = new LinkedHashMap<>();
    results.put(
        "good-night",
        new Outcome(
            List.of(new Result("it is quiet", Optional.empty())),
            List.of(new RunSummary("aurora", "transfer: 2 objects, 30 B"))));
    results.put(
        "bad-night",
        new Outcome(
            List.of(
                new Result("it is quiet", Optional.empty()),
                new Result("it is dark", Optional.of("expected dark, found light"))),
            List.of()));

    assertThat(Rehearse.summary(results, new PrintWriter(out))).isEqualTo(1);

    assertThat(out.toString().strip().lines().filter(line -> !line.isEmpty()))
        .containsExactly(
            "=== Summary",
            "good-night",
            "  aurora    transfer: 2 objects, 30 B",
            "  held    it is quiet",
            "bad-night",
            "  held    it is quiet",
            "  FAILED  it is dark",
            "          expected dark, found light",
            "2 of 3 expectations held in 2 scenarios");
    results.remove("bad-night");
    assertThat(Rehearse.summary(results, new PrintWriter(out))).isZero();
  }

  private int rehearse(String... options) {
    CommandLine command = Rehearse.commandLine(REPOSITORY);
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(options);
  }

  private static void write(Path media, String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(name.hashCode()).nextBytes(content);
    Path file = media.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
