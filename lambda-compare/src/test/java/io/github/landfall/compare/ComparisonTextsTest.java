package io.github.landfall.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.comparison.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTextsTest {

  @Test
  void bothLanguagesSayTheSame() throws IOException {
    assertThat(names("en")).isEqualTo(names("zh-CN"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void everyVerdictHasItsWords(String tag) {
    ComparisonTexts texts = new ComparisonTexts(tag, ZoneOffset.UTC);
    for (Verdict verdict : Verdict.values()) {
      assertThat(texts.of("VERDICT_" + verdict)).isNotEmpty();
    }
    assertThat(texts.of("SUBJECT_DIFFERENCES", 1204)).contains("1,204");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void manualNamesEverySubject(String tag) throws IOException {
    String manual = Files.readString(Path.of("../docs/operations.md"));
    ComparisonTexts texts = new ComparisonTexts(tag, ZoneOffset.UTC);
    for (String subject : Set.of("SUBJECT_DIFFERENCES", "SUBJECT_FAILED", "SUBJECT_EDITED")) {
      assertThat(manual).contains("*" + texts.of(subject, 999).replace("999", "…") + "*");
    }
  }

  @Test
  void otherLanguagesAreRefused() {
    assertThatThrownBy(() -> new ComparisonTexts("fr", ZoneOffset.UTC))
        .hasMessage("no such language: 'fr'; expected zh-CN or en");
  }

  private static Set<String> names(String tag) throws IOException {
    Properties texts = new Properties();
    try (InputStream in =
        ComparisonTexts.class.getResourceAsStream("comparison_" + tag + ".properties")) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts.stringPropertyNames();
  }
}
