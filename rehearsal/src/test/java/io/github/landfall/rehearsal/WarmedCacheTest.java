package io.github.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.localaws.activation.GatewayScript;
import io.github.landfall.localaws.drive.SmbDrive;
import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.refresh.notice.Language;
import io.github.landfall.refresh.report.DeliveryReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * {@code gateway/warm.sh} on a real SMB share whose cache, like a gateway's, is filled from the
 * bucket by what is read.
 */
@Timeout(120)
class WarmedCacheTest {

  private static final String SHARE = "//127.0.0.1/landfall";
  private static final Instant START = Instant.parse("2026-11-23T15:05:00Z");

  private record Outcome(int status, String output) {}

  private final Map<String, byte[]> media = new TreeMap<>();
  private final Queue<String> reads = new ConcurrentLinkedQueue<>();
  private Path directory;
  private Path credentials;
  private BucketServer bucket;
  private SmbDrive drive;

  @BeforeEach
  void deliver(@TempDir Path directory) throws Exception {
    List<String> missing = new ArrayList<>(SmbDrive.missingTools());
    missing.addAll(GatewayScript.missingTools());
    assumeTrue(missing.isEmpty(), () -> "the real share is not tried: missing here: " + missing);
    this.directory = directory;
    byte[] frame = new byte[3 << 20];
    new Random(1).nextBytes(frame);
    for (int i = 0; i < 8; i++) {
      media.put("northlight/镜头 010/图; 1+2 & '%%41' $HOME.%04d.exr".formatted(i), frame);
    }
    media.put("northlight/镜头 010/empty.txt", new byte[0]);
    bucket = BucketServer.start(Files.createDirectory(directory.resolve("s3")), "cn-northwest-1");
    bucket.client().createBucket(request -> request.bucket("landing"));
    media.forEach(this::put);
    putReport();
    putHashList(frame);
    bucket.observeReads(reads::add);
    drive = SmbDrive.start(bucket.endpoint(), "landing", "", "landfall");
    // As on a gateway, the guest is a user with a password.
    credentials =
        Files.createFile(
            directory.resolve("credentials"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(credentials, "username=smbguest\npassword=not on a command line\n");
  }

  @AfterEach
  void stop() throws IOException {
    if (drive != null) {
      drive.close();
    }
    if (bucket != null) {
      bucket.close();
    }
  }

  @Test
  void theSecondReadComesFromTheCache() throws Exception {
    Outcome first = warm("--state", "first");
    List<String> firstReads = List.copyOf(reads);
    reads.clear();
    Outcome second = warm("--state", "second");
    List<String> secondReads = List.copyOf(reads);
    Outcome resumed = warm("--state", "first");

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).contains("9 file(s), 26MB in ", "all was read");
    assertThat(firstReads).containsAll(withContent());
    assertThat(second.status()).as(second.output()).isZero();
    assertThat(second.output()).contains("9 file(s), 26MB in ", "all was read");
    assertThat(secondReads).as("requests to the bucket at the second read").isEmpty();
    assertThat(resumed.output()).contains("9 file(s) of 26MB were read before; to be read: 0");
  }

  @Test
  void theDeliverysHashesAreCheckedThroughTheShare() throws Exception {
    Path result = directory.resolve("result.txt");
    Outcome verified = warm("--verify", "--result", result.toString());
    put("northlight/镜头 010/empty.txt", "not empty".getBytes(StandardCharsets.UTF_8));
    drive.refresh(List.of("northlight"), true);
    Outcome differs = warm("--state", "another", "--verify", "--result", result.toString());

    assertThat(verified.status()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("9 file(s) of 26MB right, 8 by hash; 0 wrong");
    assertThat(differs.status()).as(differs.output()).isEqualTo(1);
    assertThat(Files.readString(result))
        .contains("differs: 'northlight/镜头 010/empty.txt' has 9 bytes; the report says 0");
  }

  private List<String> withContent() {
    return media.keySet().stream().filter(key -> media.get(key).length > 0).toList();
  }

  private void put(String key, byte[] content) {
    bucket
        .client()
        .putObject(request -> request.bucket("landing").key(key), RequestBody.fromBytes(content));
  }

  /** The report as the refresh function writes it. */
  private void putReport() throws IOException {
    DeliveryReport.Head head =
        new DeliveryReport.Head(
            "northlight",
            "2026-11-23-230500",
            START,
            START.plusSeconds(600),
            ZoneId.of("Asia/Shanghai"),
            false,
            0,
            Optional.empty(),
            Language.ENGLISH);
    try (DeliveryReport report = DeliveryReport.begin(directory, head)) {
      media.forEach(
          (key, content) ->
              report.add(
                  new Arrival(
                      Arrival.Kind.CREATED, START.plusSeconds(60), content.length, "1", key)));
      for (Path table : report.finish(Delivery.uncounted(List.of())).tables()) {
        put("_landfall/northlight/" + table.getFileName(), Files.readAllBytes(table));
      }
    }
  }

  private void putHashList(byte[] frame) throws Exception {
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(frame));
    StringBuilder list = new StringBuilder("<hashlist version=\"1.1\">");
    for (String key : withContent()) {
      list.append("<hash><file>%s</file>".formatted(key.split("/", 2)[1].replace("&", "&amp;")))
          .append("<size>%d</size><md5>%s</md5></hash>".formatted(frame.length, md5));
    }
    put(
        "northlight/delivery.mhl",
        list.append("</hashlist>").toString().getBytes(StandardCharsets.UTF_8));
  }

  private Outcome warm(String... arguments) throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    List<String> all = new ArrayList<>(List.of("--smb", SHARE));
    all.addAll(List.of("--credentials", credentials.toString()));
    all.addAll(List.of(arguments));
    Map<String, String> settings =
        Map.of(
            "LANDFALL_SMB_PORT",
            Integer.toString(drive.port()),
            "XDG_STATE_HOME",
            directory.toString());
    int status =
        new GatewayScript(Path.of(".."), "warm.sh", Map.of(), settings)
            .process(directory, said, all)
            .start()
            .waitFor();
    return new Outcome(status, Files.readString(said));
  }
}
