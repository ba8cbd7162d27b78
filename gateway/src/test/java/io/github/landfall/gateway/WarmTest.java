package io.github.landfall.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.landfall.localaws.activation.GatewayScript;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gateway/warm.sh} on a directory in place of a mounted share. */
@Execution(ExecutionMode.CONCURRENT)
class WarmTest {

  private static final List<String> TOOLS = List.of("bash", "python3", "awk", "flock", "numfmt");
  private static final String SC010 = "northlight/sc010/";

  private record Outcome(int status, String output) {}

  private record Row(String time, String what, long bytes, String key) {}

  private final Map<String, String> settings = new HashMap<>();
  private Path directory;
  private Path drive;
  private Path result;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    List<String> missing = TOOLS.stream().filter(tool -> !installed(tool)).toList();
    assumeTrue(missing.isEmpty(), () -> "warm.sh is not tried: missing here: " + missing);
    this.directory = directory;
    drive = Files.createDirectory(directory.resolve("mnt media"));
    result = directory.resolve("result.txt");
    settings.put("XDG_STATE_HOME", directory.resolve("states").toString());
    settings.put("TMPDIR", Files.createDirectory(directory.resolve("temporary files")).toString());
  }

  @Test
  void theNewestComesFirst() throws Exception {
    report("northlight", "2026-11-22-230000", created("22T23:10:00+08:00", "northlight/old"));
    report(
        "northlight",
        "2026-11-23-230000",
        created("23T23:10:00+08:00", "northlight/b"),
        created("23T23:10:00+08:00", "northlight/a"),
        created("23T23:10:00.5+08:00", "northlight/newest"));
    report("harbour", "2026-11-23-120000-sweep", created("23T04:00:00Z", "harbour/noon"));

    Outcome outcome = warm("--dry-run");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(listed(outcome))
        .containsExactly(
            "northlight/newest", "northlight/a", "northlight/b", "harbour/noon", "northlight/old");
  }

  @Test
  void onlyTheNamedPartnersAndTheirNewestReportsAreLookedAt() throws Exception {
    report("northlight", "2026-11-22-230000", created("22T23:10:00Z", "northlight/1"));
    report("northlight", "2026-11-23-230000", created("23T23:10:00Z", "northlight/2"));
    report("northlight", "2026-11-23-230000-sweep", created("23T23:20:00Z", "northlight/3"));
    report("harbour", "2026-11-23-230000", created("23T23:10:00Z", "harbour/4"));

    assertThat(listed(warm("--dry-run", "--partner", "northlight", "--newest", "2")))
        .containsExactly("northlight/3", "northlight/2");
    assertThat(listed(warm("--dry-run", "--newest", "1")))
        .containsExactly("northlight/3", "harbour/4");
    assertThat(listed(warm("--dry-run", "--since", "2026-11-23"))).hasSize(3);
  }

  @Test
  void onlyWhatMatchesIsRead() throws Exception {
    report(
        "northlight",
        "2026-11-23-230000",
        created("23T23:04:00Z", SC010 + "plates/a.exr"),
        created("23T23:03:00Z", SC010 + "b.exr"),
        created("23T23:02:00Z", SC010 + "b.mov"),
        created("23T23:01:00Z", "northlight/sc0100/c.exr"));

    assertThat(listed(warm("--dry-run", "--folder", "/northlight/sc010/", "--match", "*.exr")))
        .containsExactly(SC010 + "plates/a.exr", SC010 + "b.exr");
    assertThat(listed(warm("--dry-run", "--match", "*/plates/*", "*.mov")))
        .containsExactly(SC010 + "plates/a.exr", SC010 + "b.mov");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--bytes 1K", "--cache-size 4K --percent 25"})
  void noMoreIsReadThanWasAllowed(String limit) throws Exception {
    report(
        "northlight",
        "2026-11-23-230000",
        put("23T23:04:00Z", "northlight/newest", "x".repeat(500)),
        put("23T23:03:00Z", "northlight/does not fit", "x".repeat(600)),
        put("23T23:02:00Z", "northlight/fits", "x".repeat(400)),
        put("23T23:01:00Z", "northlight/oldest", "x".repeat(200)));

    Outcome outcome = warm(limit.split(" "));
    Outcome again = warm(limit.split(" "));

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("to be read: 2 file(s) of 900B", "all was read");
    assertThat(again.output())
        .as("what was read before takes its share of the cache")
        .contains("2 file(s) of 900B were read before; to be read: 0 file(s)");
  }

  @Test
  void aSecondStartReadsOnlyWhatIsNew() throws Exception {
    report(
        "northlight",
        "2026-11-22-230000",
        put("22T23:01:00Z", "northlight/same", "1"),
        created("22T23:01:00Z", "northlight/replaced"));
    Files.writeString(drive.resolve("northlight/replaced"), "");
    Outcome first = warm();
    report(
        "northlight",
        "2026-11-23-230000",
        put("23T23:01:00Z", "northlight/replaced", "longer"),
        put("23T23:01:00Z", "northlight/new", "22"));

    Outcome second = warm();

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).contains("to be read: 2 file(s)");
    assertThat(second.status()).as(second.output()).isZero();
    assertThat(second.output()).contains("1 file(s) of 1B were read before; to be read: 2 file(s)");
  }

  @Test
  void whatWentIsNotRead() throws Exception {
    report("northlight", "2026-11-22-230000", created("22T23:01:00Z", "northlight/gone"));
    report(
        "northlight",
        "2026-11-23-230000",
        new Row("2026-11-23T23:00:00Z", "removed", 0, "northlight/gone"));

    Outcome outcome = warm();

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("2 report(s), 0 file(s)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a name with  blanks ",
        "-rf",
        "镜头 010/图 1+2 %41 #1 & 'x'~.exr",
        "quote\"d, and comma",
        "new\nline\r\n",
        "tab\t\tat the end\t",
        "$(touch hacked) `touch hacked` ; touch hacked",
        "* ? [v2] \\ {a,b}"
      })
  void aFileOfAnyNameIsRead(String name) throws Exception {
    Row row = put("23T23:01:00Z", SC010 + name, "content");
    report("northlight", "2026-11-23-230000", row);

    Outcome outcome = warm("--verify", "--result", result.toString());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("1 file(s) of 7B right");
    assertThat(warm("--verify", "--result", result.toString()).output())
        .contains("1 file(s) of 7B were read before; to be read: 0");
    assertThat(directory.resolve("hacked")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"northlight/../../secret", "/secret", "northlight//a", "northlight/./a", ".."})
  void aKeyNeverLeadsOutOfTheDrive(String key) throws Exception {
    Files.writeString(directory.resolve("secret"), "secret");
    Files.createDirectories(drive.resolve("northlight"));
    Files.writeString(drive.resolve("northlight/a"), "secret");
    report(
        "northlight",
        "2026-11-23-230000",
        new Row("2026-11-23T23:01:00Z", "created", "secret".length(), key));

    Outcome outcome = warm();

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output()).contains("absent: '" + key + "' no drive can show such a name");
  }

  @Test
  void whatIsAbsentOrHasAnotherSizeIsNamed() throws Exception {
    Files.createDirectories(drive.resolve(SC010 + "folder"));
    report(
        "northlight",
        "2026-11-23-230000",
        created("23T23:04:00Z", SC010 + "absent 镜头"),
        created("23T23:03:00Z", SC010 + "folder"),
        put("23T23:02:00Z", SC010 + "cut", "content"),
        put("23T23:01:00Z", SC010 + "right", "content"));
    Files.writeString(drive.resolve(SC010 + "cut"), "conte");

    Outcome outcome = warm();

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains(
            "absent: '" + SC010 + "absent 镜头' the drive shows no such file",
            "absent: '" + SC010 + "folder'",
            "differs: '" + SC010 + "cut' has 5 bytes; the report says 7",
            "3 thing(s) are wrong");
    assertThat(warm().output()).as("they are tried again").contains("to be read: 3 file(s)");
  }

  @Test
  void hashesOfBothKindsOfListsAreChecked() throws Exception {
    report(
        "northlight",
        "2026-11-23-230000",
        put("23T23:06:00Z", SC010 + "a & b.exr", "right"),
        put("23T23:05:00Z", SC010 + "plates/镜头.exr", "right"),
        put("23T23:04:00Z", SC010 + "plates/changed.exr", "right"),
        put("23T23:03:00Z", SC010 + "cut.exr", "right"),
        put("23T23:02:00Z", SC010 + "not listed", "right"));
    Files.writeString(
        drive.resolve("northlight/sc010.mhl"),
        mhl(
            """
            <hash><file>sc010/a &amp; b.exr</file><size>5</size><md5>%s</md5></hash>
            <hash><file>sc010/cut.exr</file><size>6</size></hash>
            """
                .formatted(md5("right").toUpperCase(Locale.ROOT))));
    Files.createDirectories(drive.resolve(SC010 + "ascmhl"));
    String ascMhl =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
          <processinfo><roothash><content><md5>%1$s</md5></content></roothash></processinfo>
          <hashes><hash><path size="5">plates/镜头.exr</path>
            <md5 action="failed">%1$s</md5><sha1 action="original">%2$s</sha1></hash>
          <hash><path size="5">plates/changed.exr</path><md5 action="original">%1$s</md5></hash>
          <directoryhash><path>plates</path><content><md5>%1$s</md5></content></directoryhash>
          </hashes></hashlist>
        """;
    Files.writeString(
        drive.resolve(SC010 + "ascmhl/0001_sc010.mhl"),
        ascMhl.formatted(md5("right"), sha1("an older generation")));
    Files.writeString(
        drive.resolve(SC010 + "ascmhl/0002_sc010.mhl"),
        ascMhl.formatted(md5("wrong"), sha1("right")));

    Outcome outcome = warm("--verify", "--result", result.toString());

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(Files.readString(result))
        .contains(
            "List:    'northlight/sc010.mhl'",
            "Wrong:   2",
            "differs: '%splates/changed.exr' has md5:%s; the list says md5:%s"
                .formatted(SC010, md5("right"), md5("wrong")),
            "differs: '" + SC010 + "cut.exr' has 5 bytes; the list says 6",
            "3 file(s) of 15B, 2 of them by hash, the others by size alone")
        .containsPattern("md5:" + md5("right") + " +5 '" + SC010 + "a & b.exr'")
        .containsPattern("sha1:" + sha1("right") + " +5 '" + SC010 + "plates/镜头.exr'")
        .containsPattern("size:5 +5 '" + SC010 + "not listed'");
  }

  @Test
  void xxh64IsCheckedWhereItsToolIs() throws Exception {
    assumeTrue(installed("xxhsum"), "xxhsum is not installed: no xxh64 is tried");
    report("northlight", "2026-11-23-230000", put("23T23:02:00Z", SC010 + "a", "right"));
    Files.writeString(
        drive.resolve(SC010 + "a.mhl"),
        mhl("<hash><file>a</file><xxhash64be>0123456789abcdef</xxhash64be></hash>"));

    assertThat(warm("--verify", "--result", result.toString()).output())
        .contains("the list says xxh64:0123456789abcdef");
  }

  @Test
  void whatWasOnlyReadIsVerifiedWhenThatIsAskedFor() throws Exception {
    report("northlight", "2026-11-23-230000", put("23T23:02:00Z", SC010 + "a", "right"));
    warm();
    Outcome bySize = warm("--verify", "--result", result.toString());
    Files.writeString(
        drive.resolve(SC010 + "a.mhl"),
        mhl("<hash><file>a</file><md5>%s</md5></hash>".formatted(md5("right"))));
    Outcome byHash = warm("--verify", "--result", result.toString());
    Outcome again = warm("--verify", "--result", result.toString());

    assertThat(bySize.output()).contains("to be read: 1", "1 file(s) of 5B right, 0 by hash");
    assertThat(byHash.output()).contains("to be read: 1", "1 file(s) of 5B right, 1 by hash");
    assertThat(again.output())
        .as("the result of a start that went on has all")
        .contains("to be read: 0", "1 file(s) of 5B right, 1 by hash");
    assertThat(warm().output()).contains("to be read: 0");
  }

  @ParameterizedTest
  @CsvSource({
    "../../secret",
    "/secret",
    "..\\..\\secret",
    "C:\\secret",
    "plates/../../../secret",
    "./a"
  })
  void aPathInAListIsNeverFollowed(String path) throws Exception {
    Files.writeString(directory.resolve("secret"), "secret");
    report("northlight", "2026-11-23-230000", put("23T23:02:00Z", SC010 + "a", "right"));
    Files.writeString(
        drive.resolve(SC010 + "a.mhl"),
        mhl("<hash><file>%s</file><md5>%s</md5></hash>".formatted(path, md5("secret"))));

    Outcome outcome = warm("--verify", "--result", result.toString());

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("has 1 entries that are no path below its folder", "1 file(s) of 5B right");
    assertThat(Files.readString(result)).doesNotContain(md5("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE h [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><hashlist>&b;</hashlist>",
        "<!DOCTYPE h SYSTEM \"http://127.0.0.1:1/x.dtd\"><hashlist/>",
        "<hashlist>&undefined;</hashlist>",
        "<hashlist><hash><file>a</file>",
        "<html/>",
        ""
      })
  void aListThatIsNoneIsToldAndNotUsed(String text) throws Exception {
    report("northlight", "2026-11-23-230000", put("23T23:02:00Z", SC010 + "a", "right"));
    Files.writeString(drive.resolve(SC010 + "bad.mhl"), text);

    Outcome outcome = warm("--verify", "--result", result.toString());

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(Files.readString(result))
        .contains("the list '" + SC010 + "bad.mhl' is not used: ", "Right:   1 file(s) of 5B, 0");
  }

  @Test
  void allPartsOfAReportAreRead() throws Exception {
    report("northlight", "2026-11-23-230000", put("23T23:02:00Z", "northlight/1", "1"));
    report("northlight", "2026-11-23-230000-2", put("23T23:03:00Z", "northlight/2", "2"));
    report("northlight", "2026-11-23-230000-10", put("23T23:04:00Z", "northlight/10", "10"));
    for (int part = 3; part < 10; part++) {
      report(
          "northlight",
          "2026-11-23-230000-" + part,
          put("23T23:02:00Z", "northlight/" + part, "" + part));
    }
    Files.writeString(
        drive.resolve("_landfall/northlight/2026-11-23-230000-names.csv"), "problem,folder,key");

    Outcome outcome = warm("--newest", "1");
    Files.delete(drive.resolve("_landfall/northlight/2026-11-23-230000-4.csv"));
    Outcome incomplete = warm("--newest", "1");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("1 report(s), 10 file(s) of 11B");
    assertThat(incomplete.status()).as(incomplete.output()).isEqualTo(1);
    assertThat(incomplete.output()).contains("2026-11-23-230000-4.csv can't be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,what,bytes,key\\n2026-11-23T23:00:00Z,created,1 | line 2: 3 cells; expected 4",
        "time,what,bytes,key\\nnoon,created,1,a | expected one such as 2026",
        "time,what,bytes,key\\n2026-11-23T23:00:00Z,created,-1,a | is no object",
        "time,what,bytes,key\\n2026-11-23T23:00:00Z,created,1,\"a | unexpected end of data",
        "problem,folder,key | the columns are"
      })
  void aTableThatIsNoReportIsTold(String table, String said) throws Exception {
    Files.createDirectories(drive.resolve("_landfall/northlight"));
    Files.writeString(
        drive.resolve("_landfall/northlight/2026-11-23-230000.csv"), table.replace("\\n", "\r\n"));

    Outcome outcome = warm();

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("_landfall/northlight/2026-11-23-230000.csv is no delivery report", said);
  }

  @Test
  void aDriveThatIsNotThereIsTold() throws Exception {
    Outcome noReports = warm();
    Files.createDirectories(drive.resolve("_landfall/northlight"));
    Outcome noneYet = warm();

    assertThat(noReports.status()).as(noReports.output()).isEqualTo(3);
    assertThat(noReports.output()).contains("does not answer, or has no folder _landfall");
    assertThat(noneYet.status()).as(noneYet.output()).isEqualTo(1);
    assertThat(noneYet.output()).contains("there is no delivery report in _landfall/northlight");
  }

  @Test
  void aShareThatDoesNotAnswerIsTold() throws Exception {
    assumeTrue(installed("smbclient"), "smbclient is not installed");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("LANDFALL_SMB_PORT", Integer.toString(taken.getLocalPort()));
    }

    Outcome outcome = run("--smb", "//127.0.0.1/landfall");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
    assertThat(outcome.output()).contains("//127.0.0.1/landfall does not answer on port ");
  }

  @Test
  void aDriveThatGoesAwayEndsTheReadingAndTheNextStartGoesOn() throws Exception {
    report(
        "northlight",
        "2026-11-23-230000",
        put("23T23:03:00Z", "northlight/1", "1"),
        put("23T23:02:00Z", "northlight/2", "2"),
        put("23T23:01:00Z", "northlight/3", "3"));
    Path away = directory.resolve("away");
    tool("cat", "case $* in *northlight/2) mv '%s' '%s'; exit 1 ;; esac".formatted(drive, away));

    Outcome lost = warm("--readers", "1");
    settings.remove("PATH");
    Files.move(away, drive);
    Outcome next = warm();

    assertThat(lost.status()).as(lost.output()).isEqualTo(3);
    assertThat(lost.output()).contains("does not answer any more, after 1 of 3 file(s)");
    assertThat(next.status()).as(next.output()).isZero();
    assertThat(next.output()).contains("to be read: 2 file(s)");
  }

  @Test
  void theProgressIsToldAndNothingGoesOnAfterAnInterruption() throws Exception {
    report("northlight", "2026-11-23-230000", put("23T23:03:00Z", "northlight/1", "1"));
    tool("cat", "case $* in *northlight/1) sleep 600 ;; esac");
    settings.put("LANDFALL_POLL_SECONDS", "0.1");

    Process process = start("--drive", drive.toString());
    waitFor(process, () -> Files.readString(output()).contains("0 of 1 file(s), 0B of 1B, 0B a"));
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();

    assertThat(process.waitFor()).as(Files.readString(output())).isEqualTo(143);
    assertThat(Files.readString(output())).contains("interrupted at step read", "To go on");
    assertThat(children)
        .hasSizeGreaterThan(2)
        .allSatisfy(child -> child.onExit().get(10, TimeUnit.SECONDS));
    assertThat(directory.resolve("temporary files")).isEmptyDirectory();
  }

  @Test
  void twoStartsWithOneStateDoNotMeet() throws Exception {
    report("northlight", "2026-11-23-230000", put("23T23:03:00Z", "northlight/1", "1"));
    Path reading = directory.resolve("reading");
    tool("cat", "case $* in *northlight/1) touch '%s'; sleep 600 ;; esac".formatted(reading));
    Process first = start("--drive", drive.toString());
    waitFor(first, () -> Files.exists(reading));

    Outcome second = warm();
    first.destroy();
    first.waitFor();

    assertThat(second.status()).as(second.output()).isEqualTo(1);
    assertThat(second.output()).contains("another warm.sh works with ");
  }

  private static void waitFor(Process process, Callable<Boolean> seen) throws Exception {
    while (!seen.call()) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
  }

  /** Puts a program before others of its name, which it starts at its end. */
  private void tool(String name, String script) throws IOException {
    Path directory = Files.createDirectories(this.directory.resolve("tools"));
    Path original =
        path().map(each -> Path.of(each, name)).filter(Files::isExecutable).findFirst().get();
    Files.writeString(
        directory.resolve(name), "#!/bin/sh\n" + script + "\nexec " + original + " \"$@\"\n");
    Files.setPosixFilePermissions(
        directory.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    settings.put("PATH", directory + File.pathSeparator + System.getenv("PATH"));
  }

  private static Stream<String> path() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
  }

  private static boolean installed(String tool) {
    return path().anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
  }

  /** A report's table as {@code CsvLines} writes it. */
  private void report(String partner, String name, Row... rows) throws IOException {
    Path folder = Files.createDirectories(drive.resolve("_landfall").resolve(partner));
    Files.writeString(
        folder.resolve(name + ".csv"),
        Stream.of(rows)
            .map(row -> Stream.of(row.time(), row.what(), "" + row.bytes(), "", row.key()))
            .map(cells -> cells.map(WarmTest::cell).collect(joining(",")) + "\r\n")
            .collect(joining("", "\uFEFFtime,what,bytes,folder,key\r\n", "")));
  }

  private static String cell(String text) {
    return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** A row of an empty file that is nowhere. */
  private static Row created(String time, String key) {
    return new Row("2026-11-" + time, "created", 0, key);
  }

  /** Puts a file on the drive. */
  private Row put(String time, String key, String content) throws IOException {
    Path file = drive.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return new Row(
        "2026-11-" + time, "created", content.getBytes(StandardCharsets.UTF_8).length, key);
  }

  private static String mhl(String hashes) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hashlist version=\"1.1\">"
        + hashes
        + "</hashlist>\n";
  }

  private static String md5(String content) throws NoSuchAlgorithmException {
    return hash("MD5", content);
  }

  private static String sha1(String content) throws NoSuchAlgorithmException {
    return hash("SHA-1", content);
  }

  private static String hash(String algorithm, String content) throws NoSuchAlgorithmException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  /** The keys that a dry run lists, in order. */
  private static List<String> listed(Outcome outcome) {
    return outcome
        .output()
        .lines()
        .filter(line -> line.matches("\\d{4}-.*"))
        .map(line -> line.split(" ", 3)[2])
        .toList();
  }

  private Outcome warm(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--drive", drive.toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    Process process = script(said, arguments).start();
    return new Outcome(process.waitFor(), Files.readString(said));
  }

  private Process start(String... arguments) throws IOException {
    return script(output(), arguments).start();
  }

  private Path output() {
    return directory.resolve("output");
  }

  private ProcessBuilder script(Path output, String... arguments) {
    return new GatewayScript(Path.of(".."), "warm.sh", Map.of(), settings)
        .process(directory, output, List.of(arguments));
  }
}
