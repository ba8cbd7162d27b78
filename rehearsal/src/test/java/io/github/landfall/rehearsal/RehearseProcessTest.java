package io.github.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.drive.SmbDrive;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, told to end in the middle of the play. */
@Timeout(120)
class RehearseProcessTest {

  private static final String PLAY_BEGINS = "=== failing-object: .*";
  private static final String TIMELINE_LINE = "..:..  drive .* before: .*";
  private static final List<String> SLOW_PLAY =
      List.of("--scenario", "failing-object", "--minute", "500", "--verbose");

  @TempDir private Path directory;
  private Path temporary;
  private Path errors;
  private Process rehearsal;
  private BufferedReader output;

  /** What it started; known also after its own end. */
  private List<ProcessHandle> children = List.of();

  @BeforeEach
  void makeDirectoryForTemporaryFiles() throws IOException {
    // Samba serves guests as the user nobody, who has to get through to the mount.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    temporary =
        Files.createDirectory(
            directory.resolve("tmp"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    errors = directory.resolve("stderr");
  }

  @AfterEach
  void endWhatATestLeft() {
    Stream.concat(children.stream(), rehearsal.descendants())
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    rehearsal.destroyForcibly();
  }

  @Test
  void nothingIsLeftOfARehearsalThatWasToldToEnd() throws Exception {
    startInTerminal(SLOW_PLAY);
    waitForLine(TIMELINE_LINE);
    rememberChildren();

    signal("TERM", rehearsal.pid());

    assertNothingIsLeft();
    assertThat(rehearsal.exitValue()).isEqualTo(128 + 15);
  }

  @Test
  void nothingIsLeftAfterCtrlCNotEvenOfARealDrive() throws Exception {
    List<String> options = new ArrayList<>(SLOW_PLAY);
    if (SmbDrive.missingTools().isEmpty()) {
      options.addAll(List.of("--drive", "smb"));
    }
    startInTerminal(options);
    waitForLine(TIMELINE_LINE);
    rememberChildren();

    pressCtrlC();

    assertNothingIsLeft();
    assertThat(rehearsal.exitValue()).isEqualTo(128 + 2);
    assertThat(Path.of("/proc/mounts")).content().doesNotContain(directory.toString());
  }

  @Test
  void nothingIsLeftAfterCtrlCWhileTheStageIsBuilt() throws Exception {
    startInTerminal(SLOW_PLAY);
    waitForLine(PLAY_BEGINS);

    pressCtrlC();

    assertNothingIsLeft();
  }

  @Test
  void missingToolOfTheRealDriveIsNamedInOneLine() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(java(List.of("--drive", "smb")));
    builder.environment().put("PATH", directory.toString());
    start(builder);

    assertThat(rehearsal.waitFor()).isEqualTo(2);
    assertThat(Files.readAllLines(errors))
        .singleElement()
        .asString()
        .startsWith("rehearse: --drive smb: missing here: rclone, ");
  }

  /** As a shell does: in a process group of its own, which Ctrl-C can end. */
  private void startInTerminal(List<String> options) throws IOException {
    // This JVM may have been started in the background, which has Ctrl-C ignored.
    List<String> command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
    command.addAll(java(options));
    start(new ProcessBuilder(command));
  }

  private List<String> java(List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.httpserver.nodelay=true",
                "-Djava.io.tmpdir=" + temporary,
                "-Dlandfall.repository=..",
                "-classpath",
                System.getProperty("java.class.path"),
                Rehearse.class.getName()));
    command.addAll(options);
    return command;
  }

  private void start(ProcessBuilder builder) throws IOException {
    rehearsal = builder.redirectError(errors.toFile()).start();
    output = rehearsal.inputReader(StandardCharsets.UTF_8);
  }

  private void waitForLine(String pattern) throws IOException {
    assertThat(output.lines().anyMatch(line -> line.matches(pattern)))
        .as(() -> "no line " + pattern + "; " + errorText())
        .isTrue();
  }

  private void rememberChildren() {
    children = rehearsal.descendants().toList();
    assertThat(children).as("the table server's and the function's").hasSizeGreaterThan(1);
  }

  private void pressCtrlC() throws Exception {
    signal("INT", -rehearsal.pid());
  }

  /** Sends a signal to a process, or to the process group of a negative id. */
  private static void signal(String name, long pid) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-s", name, "--", Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(rehearsal.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary).isEmptyDirectory();
    assertThat(errorText()).doesNotContain("\tat ");
  }

  private String errorText() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return "its errors can't be read: " + e;
    }
  }
}
