package io.github.landfall.localaws.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.FileShare;
import io.github.landfall.localaws.gateway.InMemoryBucket;
import io.github.landfall.localaws.gateway.Shares;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingDriveTest {

  private final InMemoryBucket bucket = new InMemoryBucket();
  private final FileGateway gateway = new FileGateway(Shares.GATEWAY, bucket);
  private final FileShare share = Shares.share("AAAA0001", "");
  private final ListingDrive drive = new ListingDrive(gateway, share);

  @BeforeEach
  void deliver() {
    gateway.addShare(share);
    bucket.put("readme.txt", "hello");
    bucket.put("studio-a/镜头 010/图.exr", "image");
  }

  @Test
  void everyFileIsFoundInEveryFolder() {
    assertThat(drive.walk().keySet()).containsExactly("readme.txt", "studio-a/镜头 010/图.exr");
    assertThat(drive.describe()).contains("media", "arn:aws-cn:s3:::landing");
  }

  @Test
  void whatWindowsCannotNameIsThereUnderAnInventedName() throws IOException {
    bucket.put("studio-a/v2./final?.exr", "one");
    bucket.put("studio-a/v2./CON", "two");
    gateway.renew(share, gateway.survey(share, List.of(""), true));

    SortedMap<String, Drive.DriveFile> shown = drive.walk();

    assertThat(shown.keySet())
        .hasSize(4)
        .contains("readme.txt", "studio-a/镜头 010/图.exr")
        .filteredOn(path -> path.contains("~"))
        .allMatch(
            path ->
                path.matches("studio-a/V[0-9A-Z]{5}~[0-9A-Z]/[CF][0-9A-Z]{5}~[0-9A-Z](\\.EXR)?"));
    try (InputStream stream = shown.get(shown.lastKey()).open()) {
      assertThat(stream.readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void ofAnObjectAndAFolderOfOneNameOnlyTheFolderShows() {
    bucket.put("plates", "an object");
    bucket.put("plates/a.exr", "in a folder");
    bucket.put("plates//b.exr", "below an empty name");
    bucket.put("plates/..", "no name");

    assertThat(drive.walk().keySet())
        .containsExactly("plates/a.exr", "readme.txt", "studio-a/镜头 010/图.exr");
  }

  @Test
  void theDriveShowsWhatAnArtistWouldSeeBeforeARefresh() throws IOException {
    drive.walk();
    bucket.put("studio-a/new.exr", "new");
    bucket.put("readme.txt", "hello again");

    Drive.DriveFile overwritten = drive.walk().get("readme.txt");

    assertThat(drive.walk().keySet()).containsExactly("readme.txt", "studio-a/镜头 010/图.exr");
    assertThat(overwritten.size()).isEqualTo(5);
    try (InputStream stream = overwritten.open()) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }
  }
}
