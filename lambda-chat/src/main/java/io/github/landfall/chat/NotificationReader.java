package io.github.landfall.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.chat.robot.ChatMessage;
import io.github.landfall.contract.notice.ShortNotice;
import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.contract.text.EscapedText;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a chat's message of what SNS put into the queue: a notice of Landfall's, an alarm of
 * CloudWatch's, or whatever else was published to the topic.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Notifications
 *     of SNS in a queue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">Alarms'
 *     notifications</a>
 */
final class NotificationReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** As in {@code 2026-11-22T18:05:00.000+0000}. */
  private static final DateTimeFormatter STATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  /** Lines of a mail that nobody has made short. */
  private static final int MAX_LINES = 10;

  private final Words words;

  NotificationReader(Words words) {
    this.words = words;
  }

  /**
   * The message.
   *
   * @param body the queue's message
   * @throws UnreadableMessageException if it is no notification of SNS
   */
  ChatMessage read(String body) throws UnreadableMessageException {
    JsonNode notification =
        json(body).orElseThrow(() -> new UnreadableMessageException("the message is not JSON"));
    if (!notification.path("Message").isTextual()) {
      throw new UnreadableMessageException("the message is no notification of SNS");
    }
    JsonNode notice = notification.path("MessageAttributes").path(ShortNotice.ATTRIBUTE);
    if (notice.isObject()) {
      try {
        return message(ShortNotice.read(notice.path("Value").asText()));
      } catch (IllegalArgumentException e) {
        throw new UnreadableMessageException(e.getMessage());
      }
    }
    String text = notification.path("Message").asText();
    return json(text)
        .filter(message -> message.path("AlarmName").isTextual())
        .map(this::alarm)
        .orElseGet(() -> plain(notification.path("Subject").asText(""), text));
  }

  /** Empty if the text is no JSON, as that of a mail. */
  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private ChatMessage message(ShortNotice notice) {
    List<String> lines = new ArrayList<>(notice.lines());
    if (!notice.largest().isEmpty()) {
      lines.add(words.of("LARGEST"));
      for (ShortNotice.Folder folder : notice.largest()) {
        lines.add(
            words.of("FOLDER", folder.name(), folder.objects(), ByteSize.decimal(folder.bytes())));
      }
    }
    List<String> ending = new ArrayList<>();
    if (notice.report() != null) {
      ending.add(words.of("REPORT", notice.report()));
    }
    if (notice.next() != null) {
      ending.add(notice.next());
    }
    return new ChatMessage(words.of("TITLE", notice.partner(), notice.title()), lines, ending);
  }

  private ChatMessage alarm(JsonNode alarm) {
    List<String> lines = new ArrayList<>();
    String description = alarm.path("AlarmDescription").asText("");
    if (!description.isEmpty()) {
      lines.add(line(description));
    }
    lines.add(words.of("CHANGED", time(alarm.path("StateChangeTime").asText(""))));
    return new ChatMessage(
        words.of(
            "ALARM",
            line(alarm.path("AlarmName").asText()),
            line(alarm.path("NewStateValue").asText(""))),
        lines,
        List.of(words.of("LOOK_UP")));
  }

  private String time(String text) {
    try {
      return words.time(OffsetDateTime.parse(text, STATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      // Better as CloudWatch wrote it than not at all.
      return line(text);
    }
  }

  private static ChatMessage plain(String subject, String text) {
    List<String> lines =
        text.lines()
            .map(NotificationReader::line)
            .filter(line -> !line.isEmpty())
            .limit(MAX_LINES)
            .toList();
    return subject.isEmpty() && !lines.isEmpty()
        ? new ChatMessage(lines.get(0), lines.subList(1, lines.size()), List.of())
        : new ChatMessage(line(subject), lines, List.of());
  }

  /** A line as a short notice has it: on one line, and not endless. */
  private static String line(String text) {
    return ShortNotice.of("", EscapedText.of(text.strip()), List.of()).title();
  }
}
