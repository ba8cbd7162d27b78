package io.github.landfall.refresh.report;

import static io.github.landfall.refresh.report.Reports.created;
import static io.github.landfall.refresh.report.Reports.head;
import static io.github.landfall.refresh.report.Reports.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.drive.WindowsName.Problem;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.run.DriveNames.NotShown;
import io.github.landfall.refresh.list.ListCheck;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a browser, opened as from the drive. */
@Timeout(60)
class PagesTest {

  private static final List<String> HOSTILE =
      List.of(
          "<script>window.hit = 1</script>",
          "</script><script>window.hit = 1</script>",
          "<img src=x onerror=window.hit=1>",
          "\"><svg onload=window.hit=1>",
          "' onclick='window.hit=1",
          "javascript:window.hit=1",
          "=cmd|'/C calc'!A0",
          "{{constructor.constructor('window.hit=1')()}}",
          "__proto__",
          "\u202Efdp.exe",
          "two\nlines\u2028\u0000",
          "长".repeat(340));

  @TempDir private static Path profile;

  private static Browser browser;

  @TempDir private Path directory;

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Browser> installed = Browser.start(profile);
    assumeTrue(installed.isPresent(), "chromium and chromedriver are not installed: skipped");
    browser = installed.get();
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void reportOpensWithoutAnErrorAndAsksForNothingElse() throws IOException {
    Path page = page(Stream.of(created("aurora/a.exr", 1)));

    browser.open(page);

    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).containsExactly(page.toUri().toString());
    assertThat(text("#numbers")).contains("3").contains("1 h 35 min");
  }

  @Test
  void nothingInANameIsRun() throws IOException {
    Delivery figures =
        new Delivery(
            Delivery.Known.EACH_OBJECT,
            1,
            1,
            0,
            1,
            null,
            null,
            HOSTILE.stream().map(name -> new Delivery.FolderFigure(name, 1, 1)).toList(),
            HOSTILE,
            null);
    Stream<Arrival> arrivals =
        HOSTILE.stream().flatMap(name -> Stream.of(created("a/" + name, 1), created(name, 1)));
    browser.open(
        Reports.write(
                directory,
                head(HOSTILE.get(1), HOSTILE.size(), Language.ENGLISH),
                figures,
                arrivals)
            .page());
    browser.run(
        "document.querySelectorAll('td.name button, #largest button').forEach(b => b.click())");
    type("folder", "<script>window.hit = 1</script>");
    browser.run("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))");

    assertThat(browser.console()).isEmpty();
    assertThat(browser.run("return window.hit === undefined").asBoolean()).isTrue();
    assertThat(browser.run("return document.querySelectorAll('script, img, svg').length").asInt())
        .as("the page's own three scripts")
        .isEqualTo(3);
    assertThat(text("#failed"))
        .contains("<img src=x onerror=window.hit=1>")
        .contains("\\u202efdp.exe")
        .contains("two\\u000alines\\u2028\\u0000");
    assertThat(text("h1")).startsWith("</script><script>window.hit = 1</script>");
  }

  @Test
  void filesThatMayBeMissingAreToldBeforeWhatFailed() throws IOException {
    DeliveryReport.Head head = head("northlight", 0, Language.ENGLISH);
    DeliveryReport.Head unlisted =
        new DeliveryReport.Head(
            head.partner(),
            head.name(),
            head.start(),
            head.end(),
            head.zone(),
            false,
            0,
            Optional.of("<i>exit code 1</i>"),
            Language.ENGLISH);
    Path page =
        Reports.write(directory, unlisted, Reports.NOTHING.withUnaccounted(1_234), Stream.of())
            .page();
    browser.open(page);
    assertThat(text("#lacking"))
        .contains(
            "Files may be missing", "<i>exit code 1</i>", "neither arrived nor failed: 1,234");

    browser.open(
        Reports.write(directory, head, Reports.NOTHING.withUnaccounted(0), Stream.of()).page());
    assertThat(browser.run("return document.getElementById('lacking').hidden").asBoolean())
        .isTrue();
  }

  @Test
  void namesThatAreNotShownAreToldWithTheReasonAndTheirList() throws IOException {
    DeliveryReport.Report report;
    try (DeliveryReport begun =
        DeliveryReport.begin(directory, head("aurora", 0, Language.ENGLISH))) {
      begun.addNotShown(new NotShown("aurora/<b>?.mov", Problem.FORBIDDEN_CHARACTER));
      begun.addNotShown(new NotShown("aurora/CON", Problem.RESERVED_NAME));
      report = begun.finish(Reports.NOTHING);
    }

    browser.open(report.page());

    assertThat(text("#names"))
        .contains(
            "Names that cannot be shown: 2",
            "aurora/<b>?.mov – a character that Windows forbids",
            "aurora/CON – a name that Windows reserves");
    assertThat(links("#names a")).containsExactly("2026-11-24-000007-names.csv");
    assertThat(links("#csv a")).containsExactly("2026-11-24-000007.csv");
    assertThat(browser.console()).isEmpty();

    browser.open(page(Stream.of()));
    assertThat(browser.run("return document.getElementById('names').hidden").asBoolean()).isTrue();
  }

  @Test
  void listsSayWhetherTheDeliveryIsComplete() throws IOException {
    DeliveryLists lists =
        new DeliveryLists(
            2,
            4_812,
            List.of(
                new Incomplete("aurora/<b>.mhl", 10, 2, 1, null, List.of()),
                new Incomplete("aurora/x.mhl", 0, 0, 0, "line 3: <i>", List.of())));
    DeliveryReport.Report report;
    try (DeliveryReport begun =
        DeliveryReport.begin(directory, head("aurora", 0, Language.ENGLISH))) {
      begun.addListDifference(
          new ListCheck.Named("aurora/<b>.mhl", new Difference("aurora/c", -1, 7L)));
      report = begun.finish(Reports.NOTHING.withLists(lists));
    }

    browser.open(report.page());

    assertThat(text("#lists"))
        .contains(
            "Complete by 2 lists: 4,812 / 4,812",
            "aurora/<b>.mhl – not complete: 7 / 10 (absent 2, of another size 1)",
            "aurora/x.mhl – broken, and tells nothing: line 3: <i>");
    assertThat(links("#lists a")).containsExactly("2026-11-24-000007-lists.csv");
    assertThat(Files.readString(directory.resolve("2026-11-24-000007-lists.csv")))
        .endsWith("\r\naurora/<b>.mhl,other-size,,7,aurora/c\r\n");
    assertThat(browser.console()).isEmpty();

    browser.open(page(Stream.of()));
    assertThat(browser.run("return document.getElementById('lists').hidden").asBoolean()).isTrue();
  }

  @Test
  void tableInPartsIsLinkedWhole() throws IOException {
    Path page = page(Stream.of());
    Files.writeString(
        page,
        Files.readString(page)
            .replace(
                "[\"2026-11-24-000007.csv\"]",
                "[\"2026-11-24-000007.csv\",\"2026-11-24-000007-2.csv\"]"));

    browser.open(page);

    assertThat(links("#csv a")).containsExactly("2026-11-24-000007.csv", "2026-11-24-000007-2.csv");
    assertThat(text("#csv")).isEqualTo("Full list 1/2 (.csv) Full list 2/2 (.csv)");
  }

  private List<String> links(String selector) {
    List<String> found = new ArrayList<>();
    browser
        .run(
            "return [...document.querySelectorAll('"
                + selector
                + "')].map(link => link.href.split('/').pop())")
        .forEach(link -> found.add(link.asText()));
    return found;
  }

  @Test
  void scriptThatComesIntoThePageAllTheSameIsBlocked() throws IOException {
    Path page = page(Stream.of());
    Files.writeString(
        page, Files.readString(page).replace("<main>", "<main><script>window.hit = 1</script>"));

    browser.open(page);

    assertThat(browser.run("return window.hit === undefined").asBoolean()).isTrue();
    assertThat(browser.console()).singleElement().asString().contains("Content Security Policy");
  }

  @Test
  void listIsFilteredByFolderAndByName() throws IOException {
    browser.open(
        page(
            Stream.of(
                created("aurora/ep1/第一集/A.mov", 1),
                created("aurora/ep1/b.mov", 2),
                created("aurora/ep2/a.mov", 3),
                removed("aurora/ep2/old.mov"),
                created("readme", 4))));
    assertThat(names()).containsExactly("readme", "b.mov", "A.mov", "a.mov", "old.mov removed");

    type("folder", "EP1");
    assertThat(names()).containsExactly("b.mov", "A.mov");
    type("file", "a.");
    assertThat(names()).containsExactly("A.mov");
    type("folder", "第一");
    assertThat(names()).containsExactly("A.mov");
    type("file", "nothing so called");
    assertThat(names()).isEmpty();
    assertThat(text("#none")).isEqualTo("Nothing matches.");
    assertThat(text("#listed")).isEqualTo("Files 0 / 5");
  }

  @Test
  void folderOfTheLargestIsShownByAClick() throws IOException {
    browser.open(page(Stream.of(created("aurora/ep1/a", 1), created("aurora/big/b", 9))));

    browser.run("document.querySelector('#largest button').click()");

    assertThat(names()).containsExactly("b");
  }

  @Test
  void listIsSortedByAColumnBothWays() throws IOException {
    browser.open(page(Stream.of(created("x/a", 2), created("x/b", 3), created("x/c", 1))));

    browser.run("document.querySelector('th.size button').click()");
    assertThat(names()).containsExactly("c", "a", "b");
    browser.run("document.querySelector('th.size button').click()");
    assertThat(names()).containsExactly("b", "a", "c");
  }

  @Test
  void languageIsTheConfiguredOneUntilItIsSwitched() throws IOException {
    browser.open(
        Reports.write(directory, head("aurora", 0, Language.CHINESE), figures(), Stream.of())
            .page());
    assertThat(text("h1")).isEqualTo("aurora 交付报告");
    assertThat(text("#numbers")).contains("1 小时 35 分钟").doesNotContain("Files");

    browser.run("document.querySelector('[data-speak=en]').click()");
    assertThat(text("h1")).isEqualTo("aurora Delivery report");
    assertThat(text("#numbers")).contains("1 h 35 min").doesNotContain("文件");
    assertThat(browser.run("return document.querySelector('#file').placeholder").asText())
        .isEqualTo("Filter by name");
  }

  @Test
  void hundredThousandObjectsAreListedByTheFewThatAreSeen() throws IOException {
    int many = DeliveryReport.MAX_ROWS;
    browser.open(
        page(
            IntStream.range(0, many)
                .mapToObj(i -> created("aurora/%03d/shot%06d.exr".formatted(i / 500, i), i))));
    nextFrame();
    assertThat(names()).hasSizeBetween(20, 100).startsWith("shot000000.exr");

    browser.run("scrollTo(0, document.documentElement.scrollHeight)");
    nextFrame();
    assertThat(names()).hasSizeBetween(20, 100).endsWith("shot099999.exr");

    type("file", "777.");
    assertThat(text("#listed")).isEqualTo("Files 100 / 100,000");
    type("folder", "/123");
    assertThat(names()).containsExactly("shot061777.exr");
  }

  @Test
  void foldersAreListedWhereThereAreTooManyObjects() throws IOException {
    browser.open(
        page(
            IntStream.rangeClosed(0, DeliveryReport.MAX_ROWS)
                .mapToObj(i -> created("aurora/%02d/%d".formatted(i % 20, i), 1))));

    assertThat(names()).hasSize(20).contains("aurora/07");
    assertThat(text("#only-folders")).contains(".csv");
    type("folder", "/07");
    assertThat(text("tbody tr:not(.space)")).contains("5,000");
  }

  @Test
  void wholeListIsPrintedUnlessItIsTooLong() throws IOException {
    browser.open(page(IntStream.range(0, 300).mapToObj(i -> created("aurora/" + i, 1))));
    assertThat(printed()).isEqualTo(300);
    assertThat(names()).as("afterwards").hasSizeLessThan(100);

    browser.open(page(IntStream.range(0, 2_001).mapToObj(i -> created("aurora/" + i, 1))));
    assertThat(printed()).isZero();
    assertThat(names()).as("afterwards").isNotEmpty();
  }

  @Test
  void pageFitsOnAPhoneAndOnADesk() throws IOException {
    Path page =
        page(HOSTILE.stream().map(name -> created("aurora/" + "很长".repeat(90) + "/" + name, 1)));
    for (int width : List.of(390, 1280)) {
      browser.screen(width, 900);
      browser.open(page);

      assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      // For a person to look at.
      Files.write(
          Files.createDirectories(Path.of("target/pages")).resolve("report-" + width + ".png"),
          browser.picture());
    }
  }

  @Test
  void listOfRunsLeadsToTheReportInTheSameLanguage() throws IOException {
    page(Stream.of());
    Path index = directory.resolve("index.html");
    List<RunIndex.Entry> runs =
        List.of(
            new RunIndex.Entry(
                "2026-11-24-000007", Reports.START, Reports.START, false, 1, 2, 3, 4),
            RunIndexTest.run(1),
            RunIndexTest.run(-2));
    try (Writer out = Files.newBufferedWriter(index)) {
      RunIndex.write(out, "aurora", runs, Reports.SHANGHAI, Language.ENGLISH);
    }

    browser.open(index);
    assertThat(browser.console()).isEmpty();
    assertThat(names())
        .containsExactly(
            "2026-11-24 01:00 outside of a transfer", "2026-11-24 00:00", "2026-11-23 22:00");
    browser.run("document.querySelector('#transfers').click()");
    assertThat(names()).containsExactly("2026-11-24 00:00", "2026-11-23 22:00");

    browser.run("document.querySelector('[data-speak=zh-CN]').click()");
    browser.run("document.querySelector('td a').click()");
    assertThat(text("h1")).isEqualTo("aurora 交付报告");
    browser.run("document.querySelector('nav a').click()");
    assertThat(text("h1")).isEqualTo("aurora 交付记录");
  }

  private static Delivery figures() {
    return new Delivery(
        Delivery.Known.EACH_OBJECT,
        3,
        60,
        1,
        2,
        null,
        null,
        List.of(new Delivery.FolderFigure("aurora/big", 1, 9)),
        List.of(),
        null);
  }

  private Path page(Stream<Arrival> arrivals) throws IOException {
    return Reports.write(directory, head("aurora", 0, Language.ENGLISH), figures(), arrivals)
        .page();
  }

  private static void type(String field, String text) {
    browser.run(
        "const field = document.getElementById('%s'); field.value = \"%s\"; field.dispatchEvent(new Event('input'))"
            .formatted(field, text));
  }

  /** What the page shows of an element: texts of the other language are hidden. */
  private static String text(String selector) {
    return browser.run("return document.querySelector('" + selector + "').innerText").asText();
  }

  private static List<String> names() {
    JsonNode names =
        browser.run(
            "return [...document.querySelectorAll('tbody td.name')].map(cell => cell.innerText.replace(/\\s+/g, ' '))");
    return names.valueStream().map(JsonNode::asText).toList();
  }

  private static void nextFrame() {
    browser.run(
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /** Prints, and tells how many rows were in the page meanwhile. */
  private static int printed() {
    browser.run(
        "addEventListener('beforeprint', () => { window.printed = document.querySelectorAll('tbody td.name').length; })");
    assertThat(new String(browser.print(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    return browser.run("return window.printed").asInt();
  }
}
