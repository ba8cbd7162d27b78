package io.github.landfall.refresh.notice;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A language in which people are told. */
public enum Language {
  /** Simplified Chinese. */
  CHINESE("zh-CN"),
  /** English. */
  ENGLISH("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The language's tag, as in the configuration. */
  public String tag() {
    return tag;
  }

  /**
   * The language with a tag.
   *
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public static Language of(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equals(tag))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such language; expected one of "
                        + Arrays.stream(values())
                            .map(Language::tag)
                            .collect(Collectors.joining(", "))));
  }
}
