package io.github.landfall.refresh.report;

import static io.github.landfall.refresh.report.Reports.NOTHING;
import static io.github.landfall.refresh.report.Reports.created;
import static io.github.landfall.refresh.report.Reports.head;
import static io.github.landfall.refresh.report.Reports.removed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.drive.WindowsName.Problem;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DriveNames.NotShown;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryReportTest {

  private static final String HOSTILE =
      "</script><script>hit()</script><!--&\u2028\u2029\"'\n\u0000";

  @TempDir private Path directory;

  @Test
  void tableHasEveryObjectWithTheTimeOfTheZone() throws IOException {
    assertThat(table(created("aurora/ep1/a.exr", 30), removed("aurora/b, \"old\".mov")))
        .isEqualTo(
            """
            \uFEFFtime,what,bytes,folder,key\r
            2026-11-24T00:01:07+08:00,created,30,aurora/ep1,aurora/ep1/a.exr\r
            2026-11-24T00:01:08+08:00,removed,0,aurora,"aurora/b, ""old"".mov"\r
            """);
  }

  @Test
  void nameIsNoFormulaInASpreadsheet() throws IOException {
    assertThat(table(created("=cmd|'/C calc'!A0/+1.mov", 1)).lines().skip(1))
        .containsExactly(
            "2026-11-24T00:01:07+08:00,created,1,'=cmd|'/C calc'!A0,'=cmd|'/C calc'!A0/+1.mov");
  }

  @Test
  void markOfANewFolderIsNoFile() throws IOException {
    assertThat(table(created("aurora/new/", 0), removed("aurora/old/")).lines().skip(1))
        .containsExactly("2026-11-24T00:01:08+08:00,removed,0,aurora/old,aurora/old/");
  }

  @Test
  void nothingInANameEndsTheScriptThatHoldsIt() throws IOException {
    Delivery figures =
        new Delivery(
            Delivery.Known.EACH_OBJECT,
            1,
            7,
            0,
            1,
            Reports.START,
            Reports.START,
            List.of(new Delivery.FolderFigure(HOSTILE, 1, 7)),
            List.of(HOSTILE),
            null);
    String page =
        page(
            head(HOSTILE, 1, Language.ENGLISH),
            figures,
            Stream.of(created(HOSTILE + "/" + HOSTILE, 7)));

    assertThat(page.split("<script", -1)).as("the page's own three").hasSize(4);
    assertThat(page.split("</script", -1)).hasSize(4);
    assertThat(page).doesNotContain("<!--").doesNotContain("\u2028").doesNotContain("\u2029");
    JsonNode shown = data(page, "figures");
    assertThat(shown.at("/failed/0").asText()).isEqualTo(HOSTILE);
    assertThat(shown.at("/largest/0/0").asText()).isEqualTo(HOSTILE);
    // The name has slashes, and so the folder is longer than it.
    assertThat(shown.at("/folders/0/0").asText() + "/" + data(page, "rows").at("/0/1").asText())
        .isEqualTo(HOSTILE + "/" + HOSTILE);
  }

  @Test
  void pageHasTheRunsFiguresAndEachFoldersOwn() throws IOException {
    Delivery figures =
        new Delivery(
            Delivery.Known.EACH_OBJECT,
            3,
            60,
            1,
            2,
            null,
            null,
            List.of(),
            List.of("a", "b"),
            null);
    JsonNode shown =
        data(
            page(
                head("aurora", 12, Language.CHINESE),
                figures,
                Stream.of(
                    created("aurora/x/a", 10),
                    created("aurora/y/b", 20),
                    removed("aurora/x/c"),
                    created("aurora/x/d", 30))),
            "figures");

    assertThat(shown.required("objects").asInt()).isEqualTo(3);
    assertThat(shown.required("bytes").asInt()).isEqualTo(60);
    assertThat(shown.required("missing").asInt()).isEqualTo(12);
    assertThat(shown.required("end").asLong() - shown.required("start").asLong()).isEqualTo(5700);
    assertThat(shown.required("folders").toString())
        .isEqualTo("[[\"aurora/x\",2,40,1],[\"aurora/y\",1,20,0]]");
  }

  @Test
  void pageOfTooManyObjectsListsFoldersAndTheTableStillHasAll() throws IOException {
    int many = DeliveryReport.MAX_ROWS + 1;
    String page =
        page(
            head("aurora", 0, Language.ENGLISH),
            NOTHING,
            IntStream.range(0, many).mapToObj(i -> created("aurora/" + i % 7 + "/" + i, 1)));

    assertThat(data(page, "rows")).isEmpty();
    assertThat(data(page, "figures").required("rows").asInt()).isEqualTo(many);
    assertThat(data(page, "figures").required("folders")).hasSize(7);
    try (Stream<String> lines = Files.lines(directory.resolve("2026-11-24-000007.csv"))) {
      assertThat(lines.count()).isEqualTo(many + 1L);
    }
  }

  @Test
  void memoryIsBoundedAlsoIfEachObjectHasAFolderOfItsOwn() throws IOException {
    int many = DeliveryReport.MAX_ROWS + 3;
    JsonNode figures =
        data(
            page(
                head("aurora", 0, Language.ENGLISH),
                NOTHING,
                IntStream.range(0, many).mapToObj(i -> created("aurora/" + i + "/a", 2))),
            "figures");

    assertThat(figures.required("folders")).hasSize(DeliveryReport.MAX_ROWS);
    assertThat(figures.required("otherFolders").toString()).isEqualTo("[3,6,0]");
  }

  @Test
  void nothingElseIsLeftBesideTheTwoFiles() throws IOException {
    table(created("aurora/a", 1));
    try (DeliveryReport broken =
        DeliveryReport.begin(
            Files.createDirectory(directory.resolve("other")),
            head("aurora", 0, Language.ENGLISH))) {
      broken.add(created("aurora/a", 1));
    }

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).map(directory::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "2026-11-24-000007.csv", "2026-11-24-000007.html", "other/2026-11-24-000007.csv");
    }
  }

  @Test
  void namesThatAreNotShownHaveATableOfTheirOwnAndThePageListsSomeWithTheReason()
      throws IOException {
    DeliveryReport.Report report;
    int many = DeliveryReport.MAX_NAMES + 1;
    try (DeliveryReport begun =
        DeliveryReport.begin(directory, head("aurora", 0, Language.ENGLISH))) {
      begun.addNotShown(new NotShown("aurora/a, b?", Problem.FORBIDDEN_CHARACTER));
      for (int i = 1; i < many; i++) {
        begun.addNotShown(new NotShown("aurora/" + i + "/CON", Problem.RESERVED_NAME));
      }
      report = begun.finish(NOTHING);
    }

    assertThat(report.tables())
        .containsExactly(
            directory.resolve("2026-11-24-000007.csv"),
            directory.resolve("2026-11-24-000007-names.csv"));
    List<String> lines = Files.readAllLines(report.tables().get(1));
    assertThat(lines)
        .hasSize(1 + many)
        .startsWith(
            "\uFEFFproblem,folder,key",
            "forbidden-character,aurora,\"aurora/a, b?\"",
            "reserved-name,aurora/1,aurora/1/CON");
    JsonNode figures = data(Files.readString(report.page()), "figures");
    assertThat(figures.required("notShown").asInt()).isEqualTo(many);
    assertThat(figures.required("names")).hasSize(DeliveryReport.MAX_NAMES);
    assertThat(figures.at("/names/0").toString())
        .isEqualTo("[\"aurora/a, b?\",\"含有 Windows 禁止的字符\",\"a character that Windows forbids\"]");
    assertThat(figures.required("namesTables").toString())
        .isEqualTo("[\"2026-11-24-000007-names.csv\"]");
  }

  private String table(Arrival... arrivals) throws IOException {
    return Files.readString(
        Reports.write(directory, head("aurora", 0, Language.ENGLISH), NOTHING, Stream.of(arrivals))
            .tables()
            .get(0));
  }

  private String page(DeliveryReport.Head head, Delivery figures, Stream<Arrival> arrivals)
      throws IOException {
    return Files.readString(Reports.write(directory, head, figures, arrivals).page());
  }

  static JsonNode data(String page, String id) throws IOException {
    String begin = "<script type=\"application/json\" id=\"" + id + "\">";
    int from = page.indexOf(begin) + begin.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }
}
