package io.github.landfall.refresh.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundles: a text that one language lacks would lose a notice. */
class TextsTest {

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyTextIsThereAndNoOther(Language language) throws IOException {
    assertThat(bundle(language).stringPropertyNames())
        .isEqualTo(Stream.of(Text.values()).map(Text::name).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(Text.class)
  void languagesTellTheSameFacts(Text text) throws IOException {
    String english = bundle(Language.ENGLISH).getProperty(text.name());
    String chinese = bundle(Language.CHINESE).getProperty(text.name());

    assertThat(arguments(chinese)).isEqualTo(arguments(english));
    assertThat(new MessageFormat(english, Locale.ENGLISH).getFormatsByArgumentIndex())
        .as("arguments that the format knows, so not in quotes")
        .hasSize(arguments(english).size());
    assertThat(new MessageFormat(chinese, Locale.ENGLISH).getFormatsByArgumentIndex())
        .hasSize(arguments(english).size());
  }

  @Test
  void everyTextIsUsed() throws IOException {
    String code =
        Files.readString(
                Path.of("src/main/java/io/github/landfall/refresh/notice/NoticeWriter.java"))
            + Files.readString(
                Path.of("src/main/java/io/github/landfall/refresh/notice/DeliverySummary.java"))
            + Files.readString(
                Path.of("src/main/java/io/github/landfall/refresh/notice/Texts.java"));
    assertThat(Text.values()).allMatch(text -> code.contains("Text." + text.name()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void operationsPageHasEachSubject(Language language) throws IOException {
    String page = Files.readString(Path.of("../docs/operations.md"));
    Properties bundle = bundle(language);
    assertThat(bundle.stringPropertyNames())
        .filteredOn(key -> key.startsWith("SUBJECT_"))
        .hasSize(14)
        .allSatisfy(
            key -> {
              String subject = withoutArguments(bundle.getProperty(key).replace("''", "'"));
              assertThat(page).contains(subject);
            });
  }

  /** The longest piece between a format's arguments. */
  private static String withoutArguments(String format) {
    String pieces = format.replaceAll("<\\{[^{}]*}", "<").replaceAll("\\{[^{}]*}", "\n");
    return pieces
        .lines()
        .map(String::strip)
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "PT59M, 59 min, 59 分钟",
    "PT1H, 1 h 0 min, 1 小时 0 分钟",
    "PT24H, 1 day 0 h, 1 天 0 小时",
    "PT2450H, 102 days 2 h, 102 天 2 小时"
  })
  void durationsAreAsExactAsPeopleWantThem(Duration duration, String english, String chinese) {
    assertThat(new Texts(Language.ENGLISH).of(duration)).isEqualTo(english);
    assertThat(new Texts(Language.CHINESE).of(duration)).isEqualTo(chinese);
  }

  private static Set<String> arguments(String format) {
    return ARGUMENT
        .matcher(format)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties bundle(Language language) throws IOException {
    Properties bundle = new Properties();
    String name = "notices_" + language.tag() + ".properties";
    try (InputStreamReader in =
        new InputStreamReader(Texts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      bundle.load(in);
    }
    return bundle;
  }
}
