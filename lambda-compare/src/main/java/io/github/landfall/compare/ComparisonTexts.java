package io.github.landfall.compare;

import io.github.landfall.contract.text.TextBundle;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The texts of reports and notices in one language. */
final class ComparisonTexts {

  private final String tag;
  private final DateTimeFormatter times;
  private final TextBundle bundle;

  /**
   * @param tag the language's tag, {@code zh-CN} or {@code en}
   * @throws IllegalArgumentException if there is no such language
   */
  ComparisonTexts(String tag, ZoneId zone) {
    this.tag = tag;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    if (!tag.equals("en") && !tag.equals("zh-CN")) {
      throw new IllegalArgumentException("no such language: '" + tag + "'; expected zh-CN or en");
    }
    this.bundle = new TextBundle(ComparisonTexts.class, "comparison_" + tag + ".properties");
  }

  String tag() {
    return tag;
  }

  /** A time on a clock on the wall. */
  String time(Instant time) {
    return times.format(time);
  }

  /** A text with its arguments. */
  String of(String name, Object... arguments) {
    return bundle.of(name, arguments);
  }
}
