package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaTest {

  private static final long MEGABYTES_64 = 64L << 20;

  @TempDir private Path directory;

  @Test
  void drawnMediaAreADozenImagesAndMoreInFoldersWithOddNames() throws IOException {
    Map<String, Path> files = Media.drawn(directory, 1).files();

    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(24)
        .containsKeys(
            "镜头 001/角色(小龙)v2.png", "plates/sc010/100%_grade.png", "plates/sc020/.hidden.png");
    for (Map.Entry<String, Path> file : files.entrySet()) {
      assertThat(ImageIO.read(file.getValue().toFile())).as(file.getKey()).isNotNull();
    }
  }

  @Test
  void partnersImagesHaveTheSameNamesAndOtherContent() throws IOException {
    DriveContent aurora = content(Media.drawn(directory.resolve("1"), "aurora".hashCode()));
    DriveContent again = content(Media.drawn(directory.resolve("2"), "aurora".hashCode()));
    DriveContent borealis = content(Media.drawn(directory.resolve("3"), "borealis".hashCode()));

    assertThat(again).isEqualTo(aurora);
    assertThat(borealis.sums().keySet()).isEqualTo(aurora.sums().keySet());
    assertThat(borealis.sums().values()).doesNotContainAnyElementsOf(aurora.sums().values());
  }

  @Test
  void largeImageTakesMoreThanOneUpload() throws IOException {
    Media drawn = Media.drawn(directory, 1);
    Media media = drawn.withLargeImage(directory);

    assertThat(media.files()).containsAllEntriesOf(drawn.files()).hasSize(drawn.files().size() + 1);
    assertThat(media.files().get("plates/sc010/全景 8k.ppm"))
        .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(MEGABYTES_64));
  }

  @Test
  void somebodysOwnFilesKeepTheirPaths() throws IOException {
    write("读我.txt", "1");
    write("a/b/c/deep + 100%.mov", "2");
    write("a/empty", "");
    write(".hidden/.file", "3");
    Files.createDirectories(directory.resolve("nothing/in/here"));

    assertThat(Media.in(directory).files())
        .containsOnlyKeys("读我.txt", "a/b/c/deep + 100%.mov", "a/empty", ".hidden/.file")
        .containsEntry("a/empty", directory.resolve("a/empty"));
  }

  private void write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static DriveContent content(Media media) throws IOException {
    return DriveContent.expected(media.files());
  }
}
