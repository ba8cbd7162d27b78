package io.github.landfall.refresh.notice;

import io.github.landfall.contract.text.TextBundle;
import java.time.Duration;

/** The texts of notices in one language. */
final class Texts {

  private final TextBundle bundle;

  Texts(Language language) {
    bundle = new TextBundle(Texts.class, "notices_" + language.tag() + ".properties");
  }

  /** A text with its arguments. */
  String of(Text text, Object... arguments) {
    return bundle.of(text.name(), arguments);
  }

  /** A duration, as exact as people want it. */
  String of(Duration duration) {
    if (duration.toHours() == 0) {
      return of(Text.MINUTES, duration.toMinutesPart());
    }
    return duration.toDays() == 0
        ? of(Text.HOURS, duration.toHours(), duration.toMinutesPart())
        : of(Text.DAYS, duration.toDays(), duration.toHoursPart());
  }
}
