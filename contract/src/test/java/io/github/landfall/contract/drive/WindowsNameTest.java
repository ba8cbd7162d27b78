package io.github.landfall.contract.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.drive.WindowsName.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNameTest {

  @Test
  void namesThatDifferInCaseAloneAreTheSameToWindows() {
    assertThat(WindowsName.folded("Ärger/Shot.MOV"))
        .isEqualTo(WindowsName.folded("ärger/shot.mov"));
    assertThat(WindowsName.folded("straße")).isNotEqualTo(WindowsName.folded("STRASSE"));
    assertThat(WindowsName.folded("镜头")).isNotEqualTo(WindowsName.folded("镜子"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok.exr",
        "aurora/镜头 010/图 1+2 %41 [v2] #1 & 'x'~.exr",
        "aurora/new/",
        ".DS_Store",
        "..hidden",
        "console.txt",
        "com10.txt",
        "aurora/con-1/a",
        "aurora/ leading blank"
      })
  void whatWindowsTakesIsShown(String key) {
    assertThat(WindowsName.problem(key)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CON, RESERVED_NAME",
    "aurora/nul.tar.gz, RESERVED_NAME",
    "aurora/Lpt¹.txt, RESERVED_NAME",
    "'aurora/aux .txt', RESERVED_NAME",
    "aurora/com0/a, RESERVED_NAME",
    "final?.exr, FORBIDDEN_CHARACTER",
    "take 12:30.mov, FORBIDDEN_CHARACTER",
    "a\\b.mov, FORBIDDEN_CHARACTER",
    "a|b, FORBIDDEN_CHARACTER",
    "'old /a.exr', DOT_OR_BLANK_AT_THE_END",
    "v2./a.exr, DOT_OR_BLANK_AT_THE_END",
    "aurora//a.exr, EMPTY_NAME",
    "/a.exr, EMPTY_NAME",
    "aurora/../a.exr, DOTS",
    "./a.exr, DOTS"
  })
  void whatWindowsForbidsIsNamed(String key, Problem problem) {
    assertThat(WindowsName.problem(key)).contains(problem);
  }

  @Test
  void controlCharactersAndLongNamesAreNamed() {
    assertThat(WindowsName.problem("a\tb")).contains(Problem.CONTROL_CHARACTER);
    assertThat(WindowsName.problem("x".repeat(255))).isEmpty();
    assertThat(WindowsName.problem("x".repeat(256))).contains(Problem.NAME_TOO_LONG);
    assertThat(WindowsName.problem("🎬".repeat(128)))
        .as("two units each")
        .contains(Problem.NAME_TOO_LONG);
    assertThat(WindowsName.problem("x".repeat(128) + "/" + "y".repeat(127))).isEmpty();
    assertThat(WindowsName.problem("x".repeat(128) + "/" + "y".repeat(128)))
        .contains(Problem.PATH_TOO_LONG);
  }
}
