package io.github.landfall.chat;

import io.github.landfall.contract.text.TextBundle;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The words of messages in one language. */
final class Words {

  private final TextBundle bundle;
  private final DateTimeFormatter times;

  /**
   * @param tag the language's tag, {@code zh-CN} or {@code en}
   * @param zone the zone of the times
   * @throws IllegalArgumentException if there is no such language
   */
  Words(String tag, ZoneId zone) {
    this.bundle = new TextBundle(Words.class, "chat_" + tag + ".properties");
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm '('VV')'").withZone(zone);
  }

  String time(Instant time) {
    return times.format(time);
  }

  String of(String name, Object... arguments) {
    return bundle.of(name, arguments);
  }
}
