package io.github.landfall.rehearsal;

import static io.github.landfall.rehearsal.Markdown.CODE;
import static io.github.landfall.rehearsal.Markdown.LINK;
import static io.github.landfall.rehearsal.Markdown.anchors;
import static io.github.landfall.rehearsal.Markdown.find;
import static io.github.landfall.rehearsal.Markdown.prose;
import static io.github.landfall.rehearsal.Markdown.slug;
import static io.github.landfall.rehearsal.Markdown.withoutCode;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point at is there: files, headings, and the addresses at a page's end. */
class DocumentsTest {

  private static final Path REPOSITORY = Path.of("..");

  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^]]+)]: (\\S+)$");
  private static final Pattern USE =
      Pattern.compile("\\[([^\\[\\]]+)](?:\\[([^\\[\\]]+)])?(?!\\()");

  /** A script of {@code gateway/}, which the documents call by its name alone. */
  private static final Pattern SCRIPT = Pattern.compile("[a-z-]+\\.(sh|cmd)");

  private static final Pattern TEST = Pattern.compile("[A-Z]\\w+(Test|Benchmark)");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(REPOSITORY);
        Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void thereAreDocuments() throws IOException {
    assertThat(documents().map(file -> REPOSITORY.relativize(file).toString()))
        .contains("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/how-it-works.md");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aLinkLeadsToAFileAndAHeadingThatAreThere(Path document) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String target : targets(prose(document))) {
      int hash = target.indexOf('#');
      String file = hash < 0 ? target : target.substring(0, hash);
      Path to = file.isEmpty() ? document : document.resolveSibling(file).normalize();
      if (!Files.exists(to)) {
        wrong.add(target + ": no such file");
      } else if (hash >= 0 && !anchors(to).contains(target.substring(hash + 1))) {
        wrong.add(target + ": no such heading");
      }
    }

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aNameInBracketsHasItsAddressAtThePagesEnd(Path document) throws IOException {
    String text = withoutCode(prose(document));
    Map<String, String> definitions = new TreeMap<>();
    find(DEFINITION, text).forEach(found -> definitions.put(label(found.group(1)), found.group(2)));
    Set<String> used = new TreeSet<>();
    find(USE, DEFINITION.matcher(text).replaceAll(""))
        .forEach(found -> used.add(label(found.group(found.group(2) == null ? 1 : 2))));

    assertThat(used).isEqualTo(definitions.keySet());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aFileThatIsNamedIsThere(Path document) throws IOException {
    if (document.endsWith("CHANGELOG.md")) {
      return; // It tells of files that are gone, too.
    }
    Set<String> tests = tests();
    List<String> wrong =
        find(CODE, prose(document))
            .flatMap(code -> Stream.of(code.group(2).strip().split("\\s+")).limit(1))
            .filter(name -> !isThere(name, tests))
            .toList();

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The run dead-letter queue | the-run-dead-letter-queue",
        "After \"refresh not confirmed\" | after-refresh-not-confirmed",
        "`workers` and `finder` | workers-and-finder",
        "The gateway: from an empty ESXi host to Z: | the-gateway-from-an-empty-esxi-host-to-z",
        "Read [the page](page.md) | read-the-page",
        "试一试：两条命令 | 试一试两条命令"
      })
  void anAnchorIsMadeAsGitHubMakesIt(String heading, String anchor) {
    assertThat(slug(heading)).isEqualTo(anchor);
  }

  /** Whether a name in code is of a file that is there, or of none in this repository. */
  private static boolean isThere(String name, Set<String> tests) {
    if (SCRIPT.matcher(name).matches()) {
      return Files.exists(REPOSITORY.resolve("gateway").resolve(name));
    }
    if (TEST.matcher(name).matches()) {
      return tests.contains(name);
    }
    int slash = name.indexOf('/');
    boolean ours =
        slash > 0
            && name.matches("[\\w./-]+")
            && Files.isDirectory(REPOSITORY.resolve(name.substring(0, slash)));
    return !ours || Files.exists(REPOSITORY.resolve(name)) || name.startsWith("dth/");
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> modules = Files.list(REPOSITORY)) {
      Set<String> tests = new TreeSet<>();
      for (Path module : modules.map(path -> path.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(module)) {
          try (Stream<Path> files = Files.walk(module)) {
            files
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".java"))
                .forEach(file -> tests.add(file.replace(".java", "")));
          }
        }
      }
      return tests;
    }
  }

  /** Where a text's links lead, but for those out of the repository. */
  private static List<String> targets(String text) {
    return Stream.concat(
            find(LINK, withoutCode(text)).map(link -> link.group(1)),
            find(DEFINITION, text).map(definition -> definition.group(2)))
        .filter(target -> !target.matches("(https?|mailto):.*"))
        .toList();
  }

  /** A reference's label: case and line breaks do not count. */
  private static String label(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
