package io.github.landfall.refresh.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedPathTest {

  @ParameterizedTest
  @CsvSource({
    "show/ep01/sh010, show/ep01/sh010",
    "show/ep01/seq010/sh010/plates/v001/exr/left, show/…/exr/left",
    "show-with-quite-a-long-name/ep01/seq010/plates-left/main, …/plates-left/main",
    "show/a-folder-with-a-name-of-more-than-forty-characters/sh010/plate, show/…/sh010/plate",
    "show/a-folder-with-a-name-of-more-than-forty-characters/v1, …/a-folder-wi…e-than-forty-characters/v1",
    "show/a-folder-with-quite-a-long-name/another-one-with-a-longer-name, …/a-fold…-a-long-name/anoth…-longer-name",
    "one-name-without-a-folder-that-is-long-enough-to-be-cut.mov, one-name-with…-long-enough-to-be-cut.mov",
    "项目/第一集/场景010/镜头0010/合成/输出/第二版/最终版本/左眼画面序列帧文件夹/右眼画面序列帧文件夹, 项目/…/左眼画面序列帧文件夹/右眼画面序列帧文件夹"
  })
  void aLongPathKeepsItsEnd(String path, String shown) {
    assertThat(TruncatedPath.of(path))
        .isEqualTo(shown)
        .hasSizeLessThanOrEqualTo(TruncatedPath.MAX_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//////////////////////////////////////////////////", "🎬"})
  void anyPathFitsIntoALine(String part) {
    String shown = TruncatedPath.of(part.repeat(100));

    assertThat(shown.codePointCount(0, shown.length())).isBetween(1, TruncatedPath.MAX_LENGTH);
    assertThat(shown).matches("[/…🎬]+");
  }

  @Test
  void noNameBreaksTheLineOrReversesIt() {
    assertThat(TruncatedPath.of("a\nNext: pay\u2028b\u202ec"))
        .isEqualTo("a\\nNext: pay\\u2028b\\u202ec");
  }
}
