package io.github.landfall.rehearsal;

import static io.github.landfall.rehearsal.Markdown.ANCHOR;
import static io.github.landfall.rehearsal.Markdown.CODE;
import static io.github.landfall.rehearsal.Markdown.FENCE;
import static io.github.landfall.rehearsal.Markdown.HEADING;
import static io.github.landfall.rehearsal.Markdown.LINK;
import static io.github.landfall.rehearsal.Markdown.find;
import static io.github.landfall.rehearsal.Markdown.withoutCode;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manuals in {@code docs/zh-CN} say section by section what the English ones say: the same
 * keys, options, alarms, events and commands, the same numbers, the same links.
 */
class ChineseManualsTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final String ENGLISH = "docs/";
  private static final String CHINESE = "docs/zh-CN/";

  /** A number by itself, not one of a name such as S3 or SHA-256. */
  private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z\\d_.-])\\d+(?:[.,]\\d+)*");

  private static final Pattern ROW = Pattern.compile("(?m)^ *\\|.*$");
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

  /** A comment of a shell, of systemd or of a query. */
  private static final Pattern COMMENT = Pattern.compile("(?m)(?:^| )+#.*$");

  static Stream<String> manuals() throws IOException {
    try (Stream<Path> files = Files.list(REPOSITORY.resolve(CHINESE))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void thereAreManualsInChinese() throws IOException {
    assertThat(manuals()).contains("configuration.md", "gateway.md", "operations.md");
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void aPageLeadsToTheOtherLanguageBelowItsTitle(String manual) throws IOException {
    assertThat(read(ENGLISH + manual)).containsPattern("^# .+\n\n\\[中文]\\(zh-CN/" + manual);
    assertThat(read(CHINESE + manual))
        .containsPattern("^<a id=.+\n# .+\n\n\\[English]\\(\\.\\./" + manual);
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void theHeadingsHaveTheSameOrderLevelsAndAnchors(String manual) throws IOException {
    assertThat(english(manual).headings()).doesNotHaveDuplicates();
    assertThat(chinese(manual).headings()).isEqualTo(english(manual).headings());
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void aNameInCodeIsInBothLanguages(String manual) throws IOException {
    assertThat(lacking(english(manual), chinese(manual), Section::names)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void aBlockOfCodeIsTheSameButForItsComments(String manual) throws IOException {
    assertThat(lacking(english(manual), chinese(manual), Section::blocks)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void aTableHasTheSameRowsWithTheSameNumbers(String manual) throws IOException {
    assertThat(lacking(english(manual), chinese(manual), Section::rows)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void aNumberIsInBothLanguages(String manual) throws IOException {
    assertThat(lacking(english(manual), chinese(manual), Section::numbers)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void aLinkLeadsToTheSameInBothLanguages(String manual) throws IOException {
    assertThat(lacking(english(manual), chinese(manual), Section::links)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void theChineseLeadsToTheChinesePageWhereThereIsOne(String manual) throws IOException {
    List<String> others =
        manuals().filter(other -> !other.equals(manual)).map(other -> "../" + other).toList();
    String text = withoutCode(Markdown.prose(REPOSITORY.resolve(CHINESE + manual)));

    assertThat(find(LINK, text).map(link -> link.group(1)))
        .noneMatch(target -> others.stream().anyMatch(target::startsWith))
        .noneMatch(target -> target.startsWith("../../README.md"));
  }

  @ParameterizedTest
  @MethodSource("manuals")
  void theChineseReadmeLeadsToTheChinesePage(String manual) throws IOException {
    String text = withoutCode(Markdown.prose(REPOSITORY.resolve("README.zh-CN.md")));

    assertThat(find(LINK, text).map(link -> link.group(1)))
        .anyMatch(target -> target.startsWith(CHINESE + manual))
        .noneMatch(target -> target.startsWith(ENGLISH + manual));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Set `a` and `--b`. ! 设置 `a`。 ! docs/zh-CN/x.md#x lacks --b",
        "Set `a`. ! 设置 `a` 和 `--b`。 ! docs/x.md#x lacks --b",
        "Wait 10 minutes. ! 等待十分钟。 ! docs/zh-CN/x.md#x lacks 10",
        "S3 waits ten minutes. ! 等待 10 分钟。 ! docs/x.md#x lacks 10",
        "| `a` | 1–5 | ! | `a` | 1–6 | ! docs/zh-CN/x.md#x lacks row 1: 2 columns with 1 5",
        "[A](y.md#b) ! [甲](y.md#c) ! docs/zh-CN/x.md#x lacks docs/y.md#b",
        "[A](y.md#b) ! [甲](../y.md#b) ! ''",
        "[R](../README.md#deploy) ! [说明](../../README.zh-CN.md#部署) ! ''",
      })
  void whatAPageLacksIsNamed(String english, String chinese, String lacks) {
    Page one = Page.of(ENGLISH + "x.md", "# X\n\n" + english + "\n");
    Page other = Page.of(CHINESE + "x.md", "<a id=\"x\"></a>\n# 甲\n\n" + chinese + "\n");

    assertThat(
            Stream.<Function<Section, List<String>>>of(
                    Section::names, Section::rows, Section::numbers, Section::links)
                .flatMap(facts -> lacking(one, other, facts).stream())
                .findFirst()
                .orElse(""))
        .isEqualTo(lacks);
  }

  @Test
  void aBlocksCommentMayBeInChineseAndItsCommandMayNot() {
    Page english = Page.of("x.md", "# X\n\n```bash\n# Why\nrun --it # so\n```\n");
    Page chinese = Page.of("y.md", "<a id=\"x\"></a>\n# 甲\n\n```bash\n# 原因\nrun --it # 如此\n```\n");
    Page wrong = Page.of("y.md", "<a id=\"x\"></a>\n# 甲\n\n```bash\n# 原因\nrun --that\n```\n");

    assertThat(lacking(english, chinese, Section::blocks)).isEmpty();
    assertThat(lacking(english, wrong, Section::blocks))
        .contains("y.md#x lacks ```bash run --it ```");
  }

  private static Page english(String manual) throws IOException {
    return Page.of(ENGLISH + manual, read(ENGLISH + manual));
  }

  private static Page chinese(String manual) throws IOException {
    return Page.of(CHINESE + manual, read(CHINESE + manual));
  }

  private static String read(String page) throws IOException {
    return Files.readString(REPOSITORY.resolve(page));
  }

  /** What the sections of one page have, and the same section of the other does not. */
  private static List<String> lacking(Page one, Page other, Function<Section, List<String>> facts) {
    List<String> lacking = new ArrayList<>();
    for (Section section : one.sections()) {
      for (Section same : other.sections()) {
        if (same.anchor().equals(section.anchor())) {
          lack(other, same, facts.apply(section), facts.apply(same), lacking);
          lack(one, section, facts.apply(same), facts.apply(section), lacking);
        }
      }
    }
    return lacking;
  }

  private static void lack(
      Page page, Section section, List<String> wanted, List<String> there, List<String> lacking) {
    wanted.stream()
        .distinct()
        .filter(fact -> !there.contains(fact))
        .forEach(fact -> lacking.add(page.name() + "#" + section.anchor() + " lacks " + fact));
  }

  /** A page, in sections. */
  private record Page(String name, List<Section> sections) {

    static Page of(String name, String text) {
      List<MatchResult> headings = find(HEADING, blankBlocks(text)).toList();
      Map<String, Integer> times = new HashMap<>();
      List<Section> sections = new ArrayList<>();
      for (int i = 0; i < headings.size(); i++) {
        int start = headings.get(i).start();
        int end = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
        sections.add(
            new Section(
                name,
                headings.get(i).group(1),
                anchor(text.substring(0, start), headings.get(i).group(2), times),
                text.substring(start, end)));
      }
      return new Page(name, sections);
    }

    /** The text with blanks for its blocks of code, whose comments are no headings. */
    private static String blankBlocks(String text) {
      return FENCE.matcher(text).replaceAll(block -> " ".repeat(block.group().length()));
    }

    /** The anchor by hand in the line before, else the one that GitHub makes. */
    private static String anchor(String before, String heading, Map<String, Integer> times) {
      return find(ANCHOR, before)
          .filter(anchor -> anchor.end() == before.length() - 1)
          .map(anchor -> anchor.group(1))
          .findFirst()
          .orElseGet(() -> Markdown.anchor(heading, times));
    }

    List<String> headings() {
      return sections.stream().map(section -> section.level() + " " + section.anchor()).toList();
    }
  }

  /** A heading, and what follows it as far as the next one. */
  private record Section(String page, String level, String anchor, String text) {

    /** Keys, options, alarms, events, and all else that stands in code. */
    List<String> names() {
      return find(CODE, prose())
          .map(code -> code.group(2).strip().replaceAll("\\s+", " "))
          .toList();
    }

    List<String> blocks() {
      return find(FENCE, text)
          .map(block -> COMMENT.matcher(block.group()).replaceAll(""))
          .map(block -> block.strip().replaceAll("\\s+", " "))
          .toList();
    }

    /** The rows of the tables, each by its place, the number of its columns and its numbers. */
    List<String> rows() {
      List<String> rows = new ArrayList<>();
      for (String row : find(ROW, prose()).map(MatchResult::group).toList()) {
        long columns = BAR.matcher(row).results().count() - 1;
        rows.add(
            "row %d: %d columns with %s"
                .formatted(rows.size() + 1, columns, String.join(" ", numbersOf(row))));
      }
      return rows;
    }

    /** The numbers beside tables and code. */
    List<String> numbers() {
      String withoutTargets = LINK.matcher(withoutCode(prose())).replaceAll("]");
      return numbersOf(ROW.matcher(withoutTargets).replaceAll(""));
    }

    private static List<String> numbersOf(String text) {
      return find(NUMBER, text).map(MatchResult::group).sorted().toList();
    }

    /** Where the links lead, with the English page in place of the Chinese. */
    List<String> links() {
      return find(LINK, withoutCode(prose())).map(link -> english(link.group(1))).toList();
    }

    private String english(String target) {
      if (target.startsWith("https://")) {
        return target;
      }
      int hash = target.indexOf('#') < 0 ? target.length() : target.indexOf('#');
      String file =
          hash == 0
              ? page
              : Path.of(page).resolveSibling(target.substring(0, hash)).normalize().toString();
      if (file.startsWith("README")) {
        return "README.md"; // Its headings in Chinese have anchors in Chinese.
      }
      return file.replace(CHINESE, ENGLISH) + target.substring(hash);
    }

    private String prose() {
      return ANCHOR.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
    }
  }
}
