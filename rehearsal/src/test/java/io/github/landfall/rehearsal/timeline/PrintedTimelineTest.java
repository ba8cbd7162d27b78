package io.github.landfall.rehearsal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.timeline.Entry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PrintedTimelineTest {

  private static final Instant MIDNIGHT_IN_CHINA = Instant.parse("2026-11-22T16:00:00Z");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintedTimeline timeline =
      new PrintedTimeline(
          new PrintStream(printed, true, StandardCharsets.UTF_8), ZoneId.of("Asia/Shanghai"));

  @Test
  void timesAreThoseOfTheStudiosClock() {
    tell(5, Kind.ALARM, "aurora", "busy");
    tell(65, Kind.NOTICE, "borealis", "传输已开始");

    assertThat(lines())
        .containsExactly(
            "00:05  alarm    aurora     busy", //
            "01:05  notice   borealis   传输已开始");
  }

  @Test
  void furtherLinesOfAMailStandBelowTheFirst() {
    tell(5, Kind.MAIL, "aurora", "producer@example.com: «开始»\n片商：aurora\n\n请稍候。");

    String below = " ".repeat("00:05  mail     aurora     ".length());
    assertThat(lines())
        .containsExactly(
            "00:05  mail     aurora     producer@example.com: «开始»",
            below + "片商：aurora",
            below,
            below + "请稍候。");
  }

  @Test
  void repeatedCallsThatEndAlikeArePrintedOnce() {
    tell(1, Kind.INVOKE, "", "1 message: not yet");
    tell(2, Kind.INVOKE, "", "1 message: not yet");
    tell(3, Kind.INVOKE, "", "1 message: not yet");
    tell(4, Kind.INVOKE, "", "1 message: done");

    assertThat(lines()).extracting(line -> line.substring(0, 5)).containsExactly("00:01", "00:04");
  }

  @Test
  void callAfterSomethingElseIsPrintedAgain() {
    tell(1, Kind.INVOKE, "", "1 message: done");
    tell(2, Kind.RULE, "", "1 message: done");
    tell(3, Kind.INVOKE, "", "1 message: done");

    assertThat(lines()).hasSize(3);
  }

  @Test
  void repeatedNoticeIsPrintedEachTimeBecauseItWouldBeAFault() {
    tell(1, Kind.NOTICE, "aurora", "drive-ready to producers");
    tell(1, Kind.NOTICE, "aurora", "drive-ready to producers");

    assertThat(lines()).hasSize(2);
  }

  private void tell(long minute, Kind kind, String partner, String detail) {
    timeline.accept(
        new Entry(minute, MIDNIGHT_IN_CHINA.plusSeconds(60 * minute), kind, partner, detail));
  }

  private String[] lines() {
    return printed.toString(StandardCharsets.UTF_8).split("\n");
  }
}
