package io.github.landfall.contract.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortNoticeTest {

  @Test
  void aNoticeIsReadAsItWasWritten() {
    ShortNotice notice =
        new ShortNotice(
            "aurora",
            "3 个新文件已在盘上",
            List.of("到达文件：3 个", "名称 \"x\"\\u0007"),
            List.of(new ShortNotice.Folder("镜头 01", 3, 12_000)),
            "_landfall\\aurora\\2026-11-23_0012.html",
            "下一步：打开共享盘上的 aurora 目录");

    assertThat(ShortNotice.read(notice.json())).isEqualTo(notice);
    assertThat(ShortNotice.read(ShortNotice.of("aurora", "t", List.of()).json()))
        .isEqualTo(ShortNotice.of("aurora", "t", List.of()));
    assertThatThrownBy(() -> ShortNotice.read("hello"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverItHoldsItFitsAMessageBesideTheMail() {
    String endless = "🎬".repeat(100_000);

    ShortNotice notice =
        new ShortNotice(
            "aurora",
            endless,
            Collections.nCopies(1000, endless),
            Collections.nCopies(1000, new ShortNotice.Folder(endless, 1, 1)),
            endless,
            endless);

    assertThat(notice.json().getBytes(StandardCharsets.UTF_8).length).isLessThan(128 * 1024);
    assertThat(notice.title()).endsWith("🎬…");
  }
}
