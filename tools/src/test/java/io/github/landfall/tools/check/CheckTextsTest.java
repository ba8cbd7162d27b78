package io.github.landfall.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts that findings are told in. */
class CheckTextsTest {

  private static final Pattern KEY = Pattern.compile("\"([a-z-]+(\\.[a-z-]+)+)\"");

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    assertThat(texts("zh-CN").stringPropertyNames()).isEqualTo(texts("en").stringPropertyNames());
    for (String key : texts("en").stringPropertyNames()) {
      assertThat(gaps(texts("zh-CN").getProperty(key)))
          .as(key)
          .isEqualTo(gaps(texts("en").getProperty(key)));
    }
  }

  @Test
  void everyTextIsUsedAndEveryUsedTextIsThere() throws IOException {
    Set<String> used = new TreeSet<>(Set.of("good", "attention", "broken", "unknown"));
    Path sources = Path.of("src/main/java/io/github/landfall/tools");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        Matcher keys = KEY.matcher(Files.readString(file));
        while (keys.find()) {
          used.add(keys.group(1));
        }
      }
    }
    Set<String> there = new TreeSet<>();
    texts("en").stringPropertyNames().forEach(key -> there.add(key.replaceFirst("\\.do$", "")));
    Set<String> families = new TreeSet<>();
    there.forEach(key -> families.add(key.replaceFirst("\\..*", "")));
    used.removeIf(key -> !families.contains(key.replaceFirst("\\..*", "")));
    assertThat(used).isEqualTo(there);
  }

  @Test
  void whatIsNotGoodSaysWhatToDo() {
    Finding pending =
        Finding.broken(Link.SUBSCRIPTION, "t", "subscription.pending", "a@example.com", "arn:t");

    assertThat(CheckTexts.of(Locale.ENGLISH).remedy(pending))
        .hasValueSatisfying(
            remedy -> assertThat(remedy).contains("--topic-arn arn:t", "a@example.com"));
    assertThat(CheckTexts.of(Locale.SIMPLIFIED_CHINESE).says(pending))
        .isEqualTo("a@example.com 还没有确认订阅");
  }

  @Test
  void reportNamesWhatIsBrokenBelowTheSumOfWhatIsWell() {
    List<Finding> found =
        Stream.concat(
                Stream.of("a", "b", "c", "d", "e")
                    .map(name -> Finding.good(Link.QUEUE, name, "queue.good")),
                Stream.of(Finding.broken(Link.QUEUE, "f", "queue.gone")))
            .toList();
    Report report = new Report(CheckTexts.of(Locale.ENGLISH));

    assertThat(report.lines(Link.QUEUE, found, false))
        .hasSize(3)
        .startsWith(
            "ok       queue         5 as expected", "BROKEN   queue         f: is not there");
    assertThat(report.lines(Link.QUEUE, found, true)).hasSize(7);
    assertThat(report.total(found)).isEqualTo("1 broken, 0 to look at, 0 unknown, of 6.");
    assertThat(report.json(found.get(5)))
        .startsWith(
            """
            {"link":"queue","of":"f","state":"broken","says":"is not there","remedy":\"""");
  }

  private static Set<String> gaps(String text) {
    Set<String> gaps = new TreeSet<>();
    Matcher gap = Pattern.compile("\\{\\d}").matcher(text);
    while (gap.find()) {
      gaps.add(gap.group());
    }
    return gaps;
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            CheckTexts.class.getResourceAsStream("check_%s.properties".formatted(language)),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }
}
