package io.github.landfall.tools;

import java.util.Locale;
import picocli.CommandLine.Option;

/** In which language a command speaks. */
final class LanguageOption {

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "zh-CN or en, if the locale is not right.")
  private String language = Locale.getDefault().toLanguageTag();

  /** The language. */
  Locale locale() {
    return Locale.forLanguageTag(language);
  }
}
