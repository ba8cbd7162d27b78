package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code gateway/connect-drive.cmd}, read and not run: there is no Windows here. What {@code net
 * use} says is held against its findstr lines in their order.
 */
class ConnectDriveTest {

  /** A look into what Windows said, and where the script goes if it finds something. */
  private record Look(List<Pattern> patterns, String label) {}

  private String script;

  @BeforeEach
  void read() throws IOException {
    script = Files.readString(Path.of("../gateway/connect-drive.cmd"));
  }

  @ParameterizedTest
  @CsvSource({
    "System error 1272 has occurred., guestblocked",
    "发生系统错误 1272。, guestblocked",
    "Error code: 0x80070035, guestblocked",
    "System error 53 has occurred., nopath",
    "发生系统错误 53。, nopath",
    "System error 1326 has occurred., password",
    "System error 86 has occurred., password",
    "System error 64 has occurred., unreachable",
    "System error 85 has occurred., taken",
    "System error 1219 has occurred., otheruser",
    "System error 67 has occurred., noshare",
    "System error 5 has occurred., unknown"
  })
  void whatWindowsSaysLeadsToTheAdviceForIt(String said, String label) {
    assertThat(
            looks().stream()
                .filter(
                    look -> look.patterns().stream().anyMatch(regex -> regex.matcher(said).find()))
                .map(Look::label)
                .findFirst()
                .orElse("unknown"))
        .isEqualTo(label);
  }

  private List<Look> looks() {
    List<Look> looks = new ArrayList<>();
    Matcher line =
        Pattern.compile(
                "findstr (/i )?/r (.*) \"%REASON%\" >nul\r\nif not errorlevel 1 goto (\\w+)")
            .matcher(script);
    while (line.find()) {
      looks.add(
          new Look(
              Pattern.compile("/c:\"([^\"]+)\"")
                  .matcher(line.group(2))
                  .results()
                  .map(regex -> Pattern.compile(regex.group(1)))
                  .toList(),
              line.group(3)));
    }
    return looks;
  }

  @Test
  void aPathThatIsNotFoundAlthoughThePortIsOpenIsTakenForBlockedGuestAccess() {
    assertThat(section("nopath")).startsWith("if \"%PORT%\"==\"open\" goto guestblocked\r\n");
  }

  @Test
  void everyAdviceIsInEnglishAndInChinese() {
    assertThat(labels()).contains("guestblocked", "nopath", "unreachable", "unknown");
    for (String label : labels()) {
      List<String> said =
          section(label)
              .lines()
              .filter(line -> line.startsWith("echo ") && !line.contains(" / "))
              .toList();
      assertThat(said.stream().filter(ConnectDriveTest::chinese))
          .as("the Chinese lines of %s", label)
          .hasSameSizeAs(said.stream().filter(line -> !chinese(line)).toList());
    }
    assertThat(section("guestblocked")).contains("24H2", "Windows Server 2025", "1272", "来宾");
  }

  private static boolean chinese(String line) {
    return line.codePoints()
        .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN);
  }

  @Test
  void onlyAPortTestThatWasMadeCanSayThatTheGatewayIsNotReachable() {
    String test =
        script.lines().filter(line -> line.startsWith("powershell ")).findFirst().orElseThrow();

    assertThat(test)
        .as("in Constrained Language mode it ends before the test")
        .contains("LanguageMode -ne 'FullLanguage') { exit 43 }; try {")
        .as("its one way to 42 is the test's own")
        .endsWith(".Wait(5000)) { exit 0 } } catch { }; exit 42\" >nul 2>&1");
    assertThat(script)
        .contains(
            test
                + "\r\nif errorlevel 42 if not errorlevel 43 goto unreachable\r\n"
                + "if errorlevel 0 if not errorlevel 1 set \"PORT=open\"\r\n");
    assertThat(script.substring(0, script.indexOf("cmdkey /list")))
        .as("nothing else stops it before the drive is tried")
        .containsOnlyOnce("goto unreachable");
  }

  @Test
  void everyLabelThatItGoesToIsThere() {
    assertThat(labels())
        .containsAll(
            Pattern.compile("goto (\\w+)").matcher(script).results().map(r -> r.group(1)).toList());
  }

  @Test
  void windowsReadsItsLinesAndLettersRight() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("../gateway/connect-drive.cmd"));

    assertThat(script.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(script).startsWith("@echo off\r\n").endsWith("\r\n");
    assertThat(script.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
  }

  private List<String> labels() {
    return Pattern.compile("(?m)^:(\\w+)$")
        .matcher(script)
        .results()
        .map(label -> label.group(1))
        .toList();
  }

  /** What follows a label, up to the next one. */
  private String section(String label) {
    String text = script.substring(script.indexOf("\r\n:" + label + "\r\n") + label.length() + 5);
    int end = text.indexOf("\r\n:");
    return end < 0 ? text : text.substring(0, end);
  }
}
