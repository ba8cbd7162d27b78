package io.github.landfall.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.chat.robot.ChatMessage;
import io.github.landfall.contract.notice.ShortNotice;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {

  private static final ShortNotice NOTICE =
      new ShortNotice(
          "aurora",
          "数据传输已结束",
          List.of("到达文件：3 个"),
          List.of(new ShortNotice.Folder("ep01/sh010", 1203, 1_500_000_000L)),
          "_landfall\\aurora\\2026.html",
          "下一步：请等待。");
  private static final String ALARM =
      """
      {"AlarmName":"Landfall-run-dead-letters","AlarmDescription":"Events of runs were given up",
       "NewStateValue":"ALARM","StateChangeTime":"2026-11-22T18:05:00.123+0000"}
      """;

  private final NotificationReader chinese =
      new NotificationReader(new Words("zh-CN", ZoneId.of("Asia/Shanghai")));
  private final NotificationReader english =
      new NotificationReader(new Words("en", ZoneId.of("Asia/Shanghai")));

  @Test
  void aNoticeIsReadFromItsAttributeNotFromTheMail() throws UnreadableMessageException {
    String body = notification("a mail of many lines", NOTICE.json());

    assertThat(chinese.read(body))
        .isEqualTo(
            new ChatMessage(
                "aurora：数据传输已结束",
                List.of("到达文件：3 个", "数据量最大的目录：", "- ep01/sh010：1,203 个文件，1.5 GB"),
                List.of("共享盘上的交付报告：_landfall\\aurora\\2026.html", "下一步：请等待。")));
    assertThat(english.read(body).lines())
        .contains("Largest folders:", "- ep01/sh010: 1,203 files, 1.5 GB");
  }

  @Test
  void anAlarmSaysItsNameSinceWhenAndWhereToLook() throws UnreadableMessageException {
    assertThat(english.read(notification(ALARM, null)))
        .isEqualTo(
            new ChatMessage(
                "Alarm Landfall-run-dead-letters: ALARM",
                List.of("Events of runs were given up", "Since: 2026-11-23 02:05 (Asia/Shanghai)"),
                List.of("Next: look this alarm up in docs/operations.md.")));
    assertThat(chinese.read(notification(ALARM, null)).title())
        .isEqualTo("告警 Landfall-run-dead-letters：ALARM");
  }

  @Test
  void whatElseIsPublishedIsShownInItsFirstLines() throws UnreadableMessageException {
    assertThat(english.read(notification("one\n\ntwo\u0007\n" + "more\n".repeat(20), null)))
        .satisfies(
            message -> {
              assertThat(message.title()).isEqualTo("a subject");
              assertThat(message.lines()).hasSize(10).startsWith("one", "two\\u0007");
            });
    assertThat(english.read("{\"Message\":\"{one\\ntwo\"}").title()).isEqualTo("{one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{}",
        "{\"Message\":\"x\",\"MessageAttributes\":{\"notice\":{\"Type\":\"String\",\"Value\":\"x\"}}}"
      })
  void whatIsNoNotificationIsUnreadable(String body) {
    assertThatThrownBy(() -> english.read(body)).isInstanceOf(UnreadableMessageException.class);
  }

  private static String notification(String message, String notice) {
    ObjectNode notification =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("Type", "Notification")
            .put("Subject", "a subject")
            .put("Message", message);
    if (notice != null) {
      notification
          .putObject("MessageAttributes")
          .putObject("notice")
          .put("Type", "String")
          .put("Value", notice);
    }
    return notification.toString();
  }
}
