package io.github.landfall.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapedTextTest {

  @Test
  void namesInEveryLanguageAreShownAsTheyAre() {
    String text = "第一集/szene é/кадр 0001 🎬.mov";

    assertThat(EscapedText.of(text)).isEqualTo(text);
  }

  @Test
  void whatSteersATerminalIsSpeltOut() {
    assertThat(EscapedText.of("a\u001b[2Jb\nc\rd\te\u0000f\u007fg\u009bh"))
        .isEqualTo("a\\u001b[2Jb\\nc\\rd\\te\\u0000f\\u007fg\\u009bh");
  }

  @Test
  void whatReversesOrHidesTextIsSpeltOut() {
    assertThat(EscapedText.of("a\u202evom.exe\u200b\u2028\ud800"))
        .isEqualTo("a\\u202evom.exe\\u200b\\u2028\\ud800");
  }

  @Test
  void textThatSpellsAnEscapeLooksDifferentFromTheCharacter() {
    assertThat(EscapedText.of("a\\nb")).isEqualTo("a\\\\nb").isNotEqualTo(EscapedText.of("a\nb"));
  }
}
