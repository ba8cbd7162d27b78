package io.github.landfall.refresh.notice;

import io.github.landfall.contract.drive.WindowsName;
import io.github.landfall.contract.text.TextBundle;
import java.time.Duration;

/** The texts of notices in one language. */
public final class Texts {

  private final TextBundle bundle;

  /**
   * @param language the language
   */
  public Texts(Language language) {
    bundle = new TextBundle(Texts.class, "notices_" + language.tag() + ".properties");
  }

  /** A text with its arguments. */
  String of(Text text, Object... arguments) {
    return bundle.of(text.name(), arguments);
  }

  /** Why a Windows drive may not show a name. */
  public String of(WindowsName.Problem problem) {
    return of(
        switch (problem) {
          case FORBIDDEN_CHARACTER -> Text.NAME_FORBIDDEN_CHARACTER;
          case CONTROL_CHARACTER -> Text.NAME_CONTROL_CHARACTER;
          case RESERVED_NAME -> Text.NAME_RESERVED_NAME;
          case DOT_OR_BLANK_AT_THE_END -> Text.NAME_DOT_OR_BLANK_AT_THE_END;
          case NAME_TOO_LONG -> Text.NAME_NAME_TOO_LONG;
          case EMPTY_NAME -> Text.NAME_EMPTY_NAME;
          case DOTS -> Text.NAME_DOTS;
          case PATH_TOO_LONG -> Text.NAME_PATH_TOO_LONG;
          case DIFFERS_IN_CASE_ALONE -> Text.NAME_DIFFERS_IN_CASE_ALONE;
          case SAME_NAME_AS_A_FOLDER -> Text.NAME_SAME_NAME_AS_A_FOLDER;
        });
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
