package io.github.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaNamesTest {

  @TempDir private Path directory;

  @Test
  void whatIsDeliveredAsItIsHasNoProblem() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("镜头 001"));
    Path file = Files.writeString(folder.resolve("a, \"b\" c.exr"), "x");
    Files.writeString(directory.resolve("n".repeat(MediaNames.MAX_NAME)), "x");
    Files.createSymbolicLink(directory.resolve("link to a file"), file);

    assertThat(MediaNames.problems(directory)).isEmpty();
  }

  @Test
  void eachProblemIsNamedWithWhatIsExpected() throws IOException {
    Files.writeString(directory.resolve("镜".repeat(73)), "x");
    Files.writeString(directory.resolve("a\nb"), "x");
    Files.writeString(directory.resolve(".mpus-1"), "x");
    Files.createSymbolicLink(directory.resolve("to a folder"), directory);
    Files.createSymbolicLink(directory.resolve("to nothing"), directory.resolve("nothing"));
    Path deep = directory;
    for (int i = 0; i < 5; i++) {
      deep = deep.resolve("d".repeat(200));
    }
    Files.createDirectories(deep);

    assertThat(MediaNames.problems(directory))
        .containsExactlyInAnyOrder(
            "镜".repeat(73) + ": its name has 219 bytes; the embedded S3 takes 213",
            "a\\u000ab: its name has a control character, which S3's listings can't hold",
            ".mpus-1: its name begins as those of the embedded S3's own files do: [.mpus-, .s3proxy-]",
            "to a folder: a link that leads to no file",
            "to nothing: a link that leads to no file",
            directory.relativize(deep) + ": its path has more than 900 bytes");
  }

  @Test
  void specialFileAndBytesThatAreNoTextAreNamed() throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder("sh", "-c", "mkfifo pipe && : > \"$(printf 'bad\\377name')\"")
            .directory(directory.toFile())
            .start();
    assumeTrue(made.waitFor() == 0, "no such files here");

    assertThat(MediaNames.problems(directory))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).isEqualTo("pipe: no file, and no directory"))
        .anySatisfy(line -> assertThat(line).endsWith(": its name has bytes that are no UTF-8"));
  }
}
