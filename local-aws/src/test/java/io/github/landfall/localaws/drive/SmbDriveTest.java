package io.github.landfall.localaws.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.landfall.localaws.server.BucketServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class SmbDriveTest {

  private BucketServer server;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    assumeTrue(
        SmbDrive.missingTools().isEmpty(), () -> "not installed: " + SmbDrive.missingTools());
    server = BucketServer.start(directory, "cn-northwest-1");
    server.client().createBucket(request -> request.bucket("landing"));
    put("studio-a/sc010/图 1+2 & 3.exr", "first");
    put("studio-a/readme.txt", "hello");
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aRealShareShowsWhatIsNewOnlyAfterARefresh() throws IOException {
    try (SmbDrive drive = SmbDrive.start(server.endpoint(), "landing", "", "media")) {
      SortedMap<String, String> before = contents(drive);
      put("studio-a/sc020/new.exr", "new");
      put("studio-a/readme.txt", "hello, this is longer");
      SortedMap<String, String> stale = contents(drive);
      drive.refresh(List.of("studio-a"), true);
      SortedMap<String, String> after = contents(drive);

      assertThat(before)
          .hasSize(2)
          .containsEntry("studio-a/sc010/图 1+2 & 3.exr", "first")
          .containsEntry("studio-a/readme.txt", "hello");
      assertThat(stale.keySet()).isEqualTo(before.keySet());
      assertThat(stale.get("studio-a/readme.txt")).hasSize(5);
      assertThat(after)
          .hasSize(3)
          .containsEntry("studio-a/sc020/new.exr", "new")
          .containsEntry("studio-a/readme.txt", "hello, this is longer");
    }
  }

  @Test
  void sambaInventsNamesJustWhereTheListingDriveDoes() throws IOException {
    List<String> names =
        List.of(
            "CON",
            "con.exr",
            "aux.tar.gz",
            "COM1",
            "com10.exr",
            "LPT1.txt",
            "LPT9.txt",
            "COM5",
            "nul",
            "console.exr",
            "final?.exr",
            "take 12:30.mov",
            "a<b>.exr",
            "star*.exr",
            "quote\".exr",
            "pipe|.exr",
            "back\\slash.exr",
            "ends with a dot.",
            "ends with a blank ",
            " begins with a blank",
            ".begins with a dot",
            "tab\t.exr",
            "tilde~1.exr",
            "plus+equals=[a];,.exr",
            "100%_grade.png",
            "naïve façade.png",
            "镜头 001.exr",
            "a.name.with.many.dots.exr");
    for (String name : names) {
      put("names/" + name, "content");
    }
    try (SmbDrive drive = SmbDrive.start(server.endpoint(), "landing", "names/", "media")) {
      Set<String> shown = drive.walk().keySet();

      assertThat(shown).hasSameSizeAs(names);
      assertThat(names)
          .filteredOn(shown::contains)
          .containsExactlyElementsOf(
              names.stream().filter(name -> MangledName.of(name).equals(name)).toList());
    }
  }

  @Test
  void aFolderThatIsNotShownIsPassedOver() throws IOException {
    try (SmbDrive drive = SmbDrive.start(server.endpoint(), "landing", "studio-a/", "media")) {
      contents(drive);
      put("studio-a/sc020/new.exr", "new");

      drive.refresh(List.of("sc020"), true);
      SortedMap<String, String> afterItsOwn = contents(drive);
      drive.refresh(List.of("/"), true);

      assertThat(afterItsOwn).doesNotContainKey("sc020/new.exr");
      assertThat(contents(drive)).containsEntry("sc020/new.exr", "new");
    }
  }

  @Test
  void theLineToTryWorksAndNothingIsLeftBehind() throws Exception {
    List<ProcessHandle> started;
    String line;
    // Another rehearsal on this machine may have drives of its own.
    List<String> others = mounts();
    List<String> own;
    try (SmbDrive drive = SmbDrive.start(server.endpoint(), "landing", "", "media")) {
      line = drive.connectLine();
      started = ProcessHandle.current().descendants().toList();
      own = new ArrayList<>(mounts());
      own.removeAll(others);
      assertThat(smbclient(line)).contains("studio-a");
    }

    assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(own).isNotEmpty().doesNotContainAnyElementsOf(mounts());
    assertThat(smbclient(line)).contains("NT_STATUS_CONNECTION_REFUSED");
  }

  private static List<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts"));
  }

  private static String smbclient(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", line + " -c ls").redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private static SortedMap<String, String> contents(SmbDrive drive) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (var file : drive.walk().entrySet()) {
      try (InputStream stream = file.getValue().open()) {
        String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(file.getValue().size()).isEqualTo(text.length());
        contents.put(file.getKey(), text);
      }
    }
    return contents;
  }

  private void put(String key, String content) {
    server
        .client()
        .putObject(request -> request.bucket("landing").key(key), RequestBody.fromString(content));
  }
}
