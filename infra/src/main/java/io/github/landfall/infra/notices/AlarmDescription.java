package io.github.landfall.infra.notices;

import java.util.Locale;

/**
 * What whoever is on call reads of an alarm, by mail or in a chat: what it means, the command to
 * run, and where the manual says more.
 *
 * @param meaning what happened, in one sentence without a full stop
 * @param command the command of {@code bin/landfall}, with its arguments
 * @param heading the alarm's name as the heading in {@code docs/operations.md} has it
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm,
 *     whose descriptions have 1,024 characters at most</a>
 */
public record AlarmDescription(String meaning, String command, String heading) {

  /** The description's text. */
  public String text() {
    return "%s. Run: bin/landfall %s. See docs/operations.md#%s (中文：docs/zh-CN/operations.md)"
        .formatted(meaning, command, anchor());
  }

  /** As Markdown makes it of a heading. */
  private String anchor() {
    return heading.toLowerCase(Locale.ROOT);
  }
}
