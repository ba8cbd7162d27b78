package io.github.landfall.tools.check;

import io.github.landfall.contract.text.TextBundle;
import java.util.Locale;
import java.util.Optional;

/** What is said of findings, in English or Chinese. */
public final class CheckTexts {

  private static final String REMEDY = ".do";

  private final TextBundle texts;

  private CheckTexts(TextBundle texts) {
    this.texts = texts;
  }

  /** The texts of a language: Chinese, or English for any other. */
  public static CheckTexts of(Locale language) {
    return new CheckTexts(
        new TextBundle(
            CheckTexts.class,
            language.getLanguage().equals("zh")
                ? "check_zh-CN.properties"
                : "check_en.properties"));
  }

  /**
   * A text with its gaps filled.
   *
   * @throws IllegalArgumentException if there is none of that key
   */
  public String text(String key, Object... arguments) {
    return texts.of(key, arguments);
  }

  /** What was found, in one sentence. */
  public String says(Finding finding) {
    return finding.state() == Finding.State.UNKNOWN
        ? String.valueOf(finding.arguments().get(0))
        : text(finding.text(), finding.arguments().toArray());
  }

  /** What to do about it; empty where nothing is to be done. */
  public Optional<String> remedy(Finding finding) {
    return finding.state() == Finding.State.GOOD
        ? Optional.empty()
        : Optional.of(text(finding.text() + REMEDY, finding.arguments().toArray()));
  }
}
