package io.github.landfall.refresh.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.landfall.refresh.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T23:31:00Z");
  private static final String SHARE = "arn:aws-cn:storagegateway:cn-northwest-1:1:share/share-A";

  private static final Run OPEN = run("{'partner':'aurora','start':'2026-11-22T16:05:00Z'}");
  private static final String ENDED =
      "{'partner':'aurora','start':'2026-11-22T16:05:00Z','ended':'2026-11-22T17:31:00Z',"
          + "'missing':%d,'delivery':{'known':'TOTALS'},'shares':[%s],'refreshes':[%s]}";
  private static final String SHARES = "{'arn':'" + SHARE + "','prefix':''}";
  private static final String REFRESH =
      "{'share':'" + SHARE + "','gateway':'g','call':{'folders':['aurora'],'recursive':true}%s}";

  private final NoticeWriter english =
      new NoticeWriter(Language.ENGLISH, ZoneId.of("Asia/Shanghai"), "landing");
  private final NoticeWriter chinese =
      new NoticeWriter(Language.CHINESE, ZoneId.of("Asia/Shanghai"), "landing");

  @Test
  void startSaysPartnerTimeAndThatNothingIsToBeDone() {
    Message message = english.write(Notice.TRANSFER_STARTED, Audience.PRODUCERS, OPEN, NOW);
    assertThat(message.subject()).isEqualTo("[aurora] Transfer started");
    assertThat(message.text())
        .contains("Partner: aurora")
        .contains("Transfer started: 2026-11-23 00:05 (Asia/Shanghai)")
        .contains("Next: nothing to do.");
  }

  @Test
  void endSaysHowLongItTookAndToWaitForTheDrive() {
    Message message =
        english.write(Notice.TRANSFER_ENDED, Audience.PRODUCERS, ended(0, refresh("")), NOW);
    assertThat(message.subject()).isEqualTo("[aurora] Transfer ended");
    assertThat(message.text())
        .contains("Transfer ended: 2026-11-23 01:31 (Asia/Shanghai), after 1 h 26 min")
        .doesNotContain("Missing")
        .contains("Please wait for the notice");
  }

  @Test
  void endSaysHowManyObjectsAreMissing() {
    Run run = ended(1, refresh(""));
    Message message = english.write(Notice.TRANSFER_ENDED, Audience.PRODUCERS, run, NOW);
    assertThat(message.subject()).isEqualTo("[aurora] Transfer ended, 1 object missing");
    assertThat(message.text()).contains("Missing: 1 object failed five times");
    assertThat(chinese.write(Notice.TRANSFER_ENDED, Audience.PRODUCERS, run, NOW).subject())
        .isEqualTo("[aurora] 数据传输已结束，缺少 1 个文件");
  }

  @Test
  void endSaysThatNoShareShowsTheFolder() {
    Run run = ended(0, "");
    assertThat(english.write(Notice.TRANSFER_ENDED, Audience.PRODUCERS, run, NOW).text())
        .contains("no file share shows this partner's folder");
    assertThat(english.write(Notice.NO_FILE_SHARE, Audience.OPERATIONS, run, NOW).text())
        .contains("folder aurora of the bucket landing");
  }

  @Test
  void readySaysHowLongTheRefreshTook() {
    Run run =
        ended(
            0,
            refresh(
                ",'started':'2026-11-22T17:32:00Z','notificationId':'i',"
                    + "'completed':'2026-11-22T17:43:00Z'"));
    assertThat(english.write(Notice.DRIVE_READY, Audience.PRODUCERS, run, NOW).text())
        .contains("On the drive: 2026-11-23 01:43 (Asia/Shanghai), 12 min after the transfer's end")
        .contains("open the folder aurora");
  }

  @Test
  void notConfirmedTellsOperationsWhichRefreshesAreOpen() {
    Run run =
        ended(
            0,
            refresh(",'started':'2026-11-22T17:32:00Z','notificationId':'i'") + "," + refresh(""));
    assertThat(english.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .contains("ended 6 h 0 min ago")
        .contains(
            SHARE + " [aurora]: started 2026-11-23 01:32 (Asia/Shanghai), no completion event")
        .contains(SHARE + " [aurora]: not started");
    assertThat(english.write(Notice.REFRESH_NOT_CONFIRMED, Audience.PRODUCERS, run, NOW).text())
        .doesNotContain(SHARE)
        .contains("please wait for their word");
  }

  static Stream<Arguments> everyNotice() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(Notice.values())
                    .flatMap(
                        notice ->
                            Stream.of(Audience.values())
                                .map(audience -> Arguments.of(language, notice, audience))));
  }

  @ParameterizedTest
  @MethodSource("everyNotice")
  void subjectFitsIntoSns(Language language, Notice notice, Audience audience) {
    Run run =
        run(
            ENDED
                .formatted(123_456, SHARES, refresh(""))
                .replace("aurora", "a-partner-with-a-name-of-30-ch"));
    Message message =
        new NoticeWriter(language, ZoneId.of("Asia/Shanghai"), "landing")
            .write(notice, audience, run, NOW);
    assertThat(message.subject()).hasSizeLessThan(100).doesNotContainPattern("\\p{Cntrl}");
    assertThat(message.text()).isNotBlank().doesNotContain("null");
  }

  private static Run ended(int missing, String refreshes) {
    return run(ENDED.formatted(missing, refreshes.isEmpty() ? "" : SHARES, refreshes));
  }

  private static String refresh(String progress) {
    return REFRESH.formatted(progress);
  }

  private static Run run(String json) {
    ObjectMapper mapper = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    try {
      return mapper.readValue(json.replace('\'', '"'), Run.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
