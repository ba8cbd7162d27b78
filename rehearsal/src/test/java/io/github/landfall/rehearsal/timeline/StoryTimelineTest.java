package io.github.landfall.rehearsal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.timeline.Entry.Kind;
import io.github.landfall.rehearsal.timeline.StoryTimeline.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StoryTimelineTest {

  private static final Instant TIME = Instant.parse("2026-11-22T16:02:00Z");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void peopleReadWhatCameAndWhyAndNothingOfMachinery() {
    assertThat(story(Language.ENGLISH))
        .isEqualTo(
            """

            00:02  aurora: the transfer queue is busy, so a transfer has begun. The alarm tells Landfall.

            00:02  A mail to producer@example.com: «[aurora] Transfer started»
                   Partner: aurora

            00:02  A message in the group producers
                   ### aurora: Transfer started
                   Next: nothing to do.

            00:02  The gateway does not see by itself what came. Landfall has it look into the folders that changed.

            00:02  The gateway has looked: what it was asked for is on the drive.

            00:02  The drive. before: 0 files on the drive (listing)
            """);
  }

  @Test
  void sentencesAreInTheReadersLanguage() {
    assertThat(story(Language.CHINESE))
        .contains("aurora：传输队列开始忙碌", "一封邮件，发给 producer@example.com", "共享盘。 before");
    assertThat(Language.of(Locale.SIMPLIFIED_CHINESE)).isEqualTo(Language.CHINESE);
    assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.ENGLISH);
  }

  private String story(Language language) {
    StoryTimeline story =
        new StoryTimeline(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            ZoneId.of("Asia/Shanghai"),
            language);
    story.accept(entry(Kind.RULE, "", "goes into the run queue"));
    story.accept(entry(Kind.ALARM, "aurora", "Landfall-transfer-aurora: ALARM, was OK"));
    story.accept(entry(Kind.INVOKE, "", "the refresh function got 1 message: done"));
    story.accept(
        entry(
            Kind.MAIL,
            "aurora",
            "producer@example.com: «[aurora] Transfer started»\nPartner: aurora\n"));
    story.accept(
        entry(Kind.CHAT, "", "producers\n### aurora: Transfer started\n\nNext: nothing to do.\n"));
    story.accept(entry(Kind.DRIVE, "", "gateway/activate.sh --yes"));
    story.accept(entry(Kind.REFRESH, "", "RefreshCache share-1 [\"aurora\"]"));
    story.accept(entry(Kind.REFRESH, "", "refresh of share-1 is complete"));
    story.accept(entry(Kind.DRIVE, "", "before: 0 files on the drive (listing)"));
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Entry entry(Kind kind, String partner, String detail) {
    return new Entry(12, TIME, kind, partner, detail);
  }
}
