package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.drive.Drive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriveContentTest {

  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void filesAreComparedByteForByte(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("abc"), "abc");

    DriveContent drive = DriveContent.of(new TextDrive(Map.of("aurora/镜头 1.png", "abc")));

    assertThat(drive.sums()).containsExactly(Map.entry("aurora/镜头 1.png", SHA_256_OF_ABC));
    assertThat(drive.differences(DriveContent.expected(Map.of("aurora/镜头 1.png", file)))).isEmpty();
  }

  @Test
  void everyFileThatIsMissingOtherOrTooManyIsNamed() {
    DriveContent drive = content(Map.of("same", "1", "changed", "2", "leftover", "3"));
    DriveContent expected = content(Map.of("same", "1", "changed", "two", "lost", "4"));

    assertThat(drive.differences(expected))
        .containsExactlyInAnyOrder(
            "missing: lost", "other content: changed", "not expected: leftover");
    assertThat(expected.differences(expected)).isEmpty();
  }

  @Test
  void truncatedFileIsOtherContent() throws IOException {
    DriveContent drive = DriveContent.of(new TextDrive(Map.of("frame.png", "ab")));
    DriveContent expected = DriveContent.of(new TextDrive(Map.of("frame.png", "abc")));

    assertThat(drive.differences(expected)).containsExactly("other content: frame.png");
  }

  @Test
  void reportsAreToldFromMedia() throws IOException {
    DriveContent drive =
        DriveContent.of(
            new TextDrive(
                Map.of(
                    "aurora/a.png", "abc",
                    "_landfall/aurora/index.html", "<p>runs</p>")));

    assertThat(drive.sums()).containsOnlyKeys("aurora/a.png");
    assertThat(drive.reports())
        .containsExactly(Map.entry("_landfall/aurora/index.html", "<p>runs</p>"));
    assertThat(drive.listing().lines())
        .containsExactly("  _landfall/aurora/  index.html", "  aurora/  a.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_landfall/_arrivals/aurora/new/part.jsonl.gz",
        "_landfall/_arrivals/index.html",
        "_landfall/aurora/taken.txt",
        "_landfall/aurora/new/a.csv",
      })
  void landfallsWorkingFilesDoNotBelongOnADrive(String path) throws IOException {
    DriveContent drive =
        DriveContent.of(new TextDrive(Map.of("_landfall/aurora/index.html", "", path, "")));

    assertThat(drive.differences(DriveContent.expected(Map.of())))
        .containsExactly("not expected: " + path);
  }

  @Test
  void listingShowsAFewNamesOfEachFolder() {
    Map<String, String> files =
        Map.of(
            "root.txt",
            "",
            "a/1",
            "",
            "a/2",
            "",
            "a/3",
            "",
            "b/1",
            "",
            "b/2",
            "",
            "b/3",
            "",
            "b/4",
            "");

    assertThat(content(files).listing().lines())
        .containsExactly("    root.txt", "  a/  1 · 2 · 3", "  b/  1 · 2 · 3 and 1 more");
  }

  @Test
  void emptyDriveSaysSo() {
    assertThat(content(Map.of()).listing()).isEqualTo("  (empty)");
  }

  @Test
  void onlyFileWhoseNameIsToldAsNotShownMayBeThereUnderAnotherName() {
    Map<String, String> sums = Map.of("aurora/A0GZZA~A.EXR", "1", "aurora/B.EXR", "2");
    DriveContent drive = content(sums, "forbidden-character,aurora,\"aurora/final,?.exr\"");

    assertThat(drive.differences(content(Map.of("aurora/final,?.exr", "1", "aurora/b.exr", "2"))))
        .containsExactly("missing: aurora/b.exr", "not expected: aurora/B.EXR");
    assertThat(drive.differences(content(Map.of("aurora/final,?.exr", "3", "aurora/B.EXR", "2"))))
        .containsExactly("missing: aurora/final,?.exr", "not expected: aurora/A0GZZA~A.EXR");
    assertThat(
            content(sums)
                .differences(content(Map.of("aurora/final,?.exr", "1", "aurora/B.EXR", "2"))))
        .as("nobody is told")
        .containsExactly("missing: aurora/final,?.exr", "not expected: aurora/A0GZZA~A.EXR");
  }

  @Test
  void fileThatShowsThoughPeopleAreToldItDoesNotIsADifference() {
    Map<String, String> sums = Map.of("aurora/a.exr", "1", "aurora/LPT9.txt", "2");
    DriveContent drive =
        content(
            sums,
            "forbidden-character,aurora,aurora/a.exr",
            "reserved-name,aurora,aurora/LPT9.txt");

    assertThat(drive.differences(content(sums)))
        .containsExactly("shown, but listed as not shown: aurora/a.exr");
  }

  @Test
  void objectWithTheNameOfAFolderMayBeAbsent() {
    DriveContent drive =
        content(Map.of("aurora/plates/a.exr", "1"), "same-name-as-a-folder,aurora,aurora/plates");

    assertThat(drive.differences(content(Map.of("aurora/plates/a.exr", "1", "aurora/plates", "2"))))
        .isEmpty();
  }

  private static DriveContent content(Map<String, String> sums, String... notShown) {
    SortedMap<String, String> reports = new TreeMap<>();
    reports.put(
        "_landfall/aurora/2026-11-24-000007-names.csv",
        "\uFEFFproblem,folder,key\r\n" + String.join("\r\n", notShown) + "\r\n");
    return new DriveContent(new TreeMap<>(sums), reports);
  }

  private static DriveContent content(Map<String, String> sums) {
    return new DriveContent(new TreeMap<>(sums), new TreeMap<>());
  }

  /** A drive whose files hold texts. */
  private record TextDrive(Map<String, String> files) implements Drive {

    private record TextFile(String text) implements DriveFile {

      @Override
      public long size() {
        return bytes().length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes());
      }

      private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }

    @Override
    public SortedMap<String, DriveFile> walk() {
      SortedMap<String, DriveFile> walked = new TreeMap<>();
      files.forEach((path, text) -> walked.put(path, new TextFile(text)));
      return walked;
    }

    @Override
    public String describe() {
      return "texts";
    }

    @Override
    public void close() {}
  }
}
