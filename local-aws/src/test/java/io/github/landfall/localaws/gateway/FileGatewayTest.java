package io.github.landfall.localaws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileGatewayTest {

  private final InMemoryBucket bucket = new InMemoryBucket();
  private final FileGateway gateway = new FileGateway(Shares.GATEWAY, bucket);
  private final FileShare share = Shares.share("AAAA0001", "");

  @BeforeEach
  void deliver() {
    gateway.addShare(share);
    bucket.put("studio-a/sc010/plate.exr", "first");
    bucket.put("studio-a/readme.txt", "hello");
    bucket.put("studio-b/x.mov", "x");
  }

  @Test
  void aFolderShowsFilesAndFolders() {
    assertThat(files("studio-a")).containsExactly("readme.txt");
    assertThat(folders("studio-a")).containsExactly("sc010");
    assertThat(folders("")).containsExactly("studio-a", "studio-b");
  }

  @Test
  void aNewFileStaysInvisibleUntilItsFolderIsRefreshed() {
    files("studio-a/sc010");
    bucket.put("studio-a/sc010/new.exr", "new");
    List<String> before = files("studio-a/sc010");

    refresh(false, "studio-a/sc010");

    assertThat(before).containsExactly("plate.exr");
    assertThat(files("studio-a/sc010")).containsExactly("new.exr", "plate.exr");
  }

  @Test
  void aNewFolderStaysInvisibleUntilItsParentIsRefreshed() {
    folders("studio-a");
    bucket.put("studio-a/sc020/plate.exr", "new");

    refresh(true, "studio-a/sc020");
    boolean afterItsOwnRefresh = gateway.look(share, "studio-a/sc020").isPresent();
    refresh(false, "studio-a");

    assertThat(afterItsOwnRefresh).isFalse();
    assertThat(folders("studio-a")).containsExactly("sc010", "sc020");
    assertThat(files("studio-a/sc020")).containsExactly("plate.exr");
  }

  @Test
  void aRecursiveRefreshRenewsEverythingBelowAndNothingBeside() {
    files("studio-a/sc010");
    files("studio-b");
    bucket.put("studio-a/sc010/new.exr", "new");
    bucket.put("studio-a/sc020/deep/er/new.exr", "new");
    bucket.put("studio-b/new.mov", "new");

    refresh(true, "studio-a");

    assertThat(files("studio-a/sc010")).contains("new.exr");
    assertThat(files("studio-a/sc020/deep/er")).containsExactly("new.exr");
    assertThat(files("studio-b")).containsExactly("x.mov");
  }

  @Test
  void aRefreshThatIsNotRecursiveLeavesTheFoldersBelow() {
    files("studio-a/sc010");
    bucket.put("studio-a/sc010/new.exr", "new");

    refresh(false, "studio-a");

    assertThat(files("studio-a/sc010")).containsExactly("plate.exr");
  }

  @Test
  void aDeletedFolderGoesAndComesBackAsItThenIs() {
    files("studio-a/sc010");
    bucket.delete("studio-a/sc010/plate.exr");
    refresh(false, "studio-a");
    List<String> gone = folders("studio-a");
    bucket.put("studio-a/sc010/other.exr", "new");
    refresh(false, "studio-a");

    assertThat(gone).isEmpty();
    assertThat(files("studio-a/sc010")).containsExactly("other.exr");
  }

  @Test
  void aFolderThatIsGoneIsShownEmptyUntilItsParentIsRefreshed() {
    files("studio-a/sc010");
    bucket.delete("studio-a/sc010/plate.exr");

    refresh(true, "studio-a/sc010");

    assertThat(folders("studio-a")).containsExactly("sc010");
    assertThat(files("studio-a/sc010")).isEmpty();
  }

  @Test
  void anObjectThatAppearsAfterTheSurveyIsNotShown() {
    files("studio-a");
    FileGateway.Survey survey = gateway.survey(share, List.of("studio-a"), true);
    bucket.put("studio-a/late.exr", "late");

    gateway.renew(share, survey);

    assertThat(files("studio-a")).containsExactly("readme.txt");
  }

  @Test
  void anOverwrittenFileIsTruncatedToItsFormerSize() throws IOException {
    String before = read("studio-a/readme.txt");
    bucket.put("studio-a/readme.txt", "hello, this is longer");
    String stale = read("studio-a/readme.txt");
    refresh(false, "studio-a");

    assertThat(List.of(before, stale, read("studio-a/readme.txt")))
        .containsExactly("hello", "hello", "hello, this is longer");
  }

  @Test
  void anOverwrittenFileOfOtherContentIsTruncatedInTheMiddle() throws IOException {
    files("studio-a");
    bucket.put("studio-a/readme.txt", "0123456789");

    assertThat(read("studio-a/readme.txt")).isEqualTo("01234");
    try (InputStream stream = gateway.open(share, "studio-a/readme.txt")) {
      assertThat(stream.skip(3)).isEqualTo(3);
      assertThat(List.of(stream.read(), stream.read(), stream.read()))
          .containsExactly((int) '3', (int) '4', -1);
    }
  }

  @Test
  void whatIsNotShownCannotBeOpened() {
    files("studio-a");
    bucket.put("studio-a/new.exr", "new");
    bucket.delete("studio-a/readme.txt");

    assertThatThrownBy(() -> gateway.open(share, "studio-a/new.exr"))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> gateway.open(share, "studio-a/readme.txt"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aShareOfAPrefixShowsNothingElse() {
    FileShare part = Shares.share("AAAA0002", "studio-a/");
    gateway.addShare(part);

    assertThat(gateway.look(part, "").orElseThrow().files().keySet()).containsExactly("readme.txt");
    assertThat(gateway.look(part, "sc010").orElseThrow().files().keySet())
        .containsExactly("plate.exr");
  }

  @Test
  void keysThatCannotBeNamesAreLeftOut() {
    bucket.put("studio-a/", "");
    bucket.put("studio-a//double.exr", "x");
    bucket.put("studio-a/../up.exr", "x");

    assertThat(files("studio-a")).containsExactly("readme.txt");
    assertThat(folders("studio-a")).containsExactly("sc010");
  }

  @Test
  void aRefreshCostsAListForEachThousandEntriesAndAHeadForEachObject() {
    for (int i = 0; i < 2001; i++) {
      bucket.put("studio-c/frame-" + i, "x");
    }

    refresh(true, "studio-c", "studio-a");

    assertThat(gateway.requests()).isEqualTo(new BucketRequests(3 + 1 + 1, 2001 + 1 + 1));
  }

  @Test
  void lookingTwiceCostsOnce() {
    files("studio-a");
    BucketRequests once = gateway.requests();
    files("studio-a");

    assertThat(gateway.requests()).isEqualTo(once);
  }

  @Test
  void aRenewalIsToldWithTheFoldersThatWereAskedFor() {
    List<String> told = new ArrayList<>();
    gateway.addRenewalListener(
        (ofShare, folders, recursive) -> told.add(ofShare.id() + folders + recursive));

    refresh(true, "");
    refresh(false, "studio-a");

    assertThat(told).containsExactly("share-AAAA0001[/]true", "share-AAAA0001[studio-a]false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"landing/studio-a", "landing", "arn:aws-cn:s3:::landing/studio-a"})
  void aLocationThatNoShareCanHaveIsRefused(String location) {
    assertThatThrownBy(() -> new FileShare("arn", FileShare.Type.SMB, location, "media"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(location)
        .hasMessageContaining("media");
  }

  private void refresh(boolean recursive, String... folders) {
    gateway.renew(share, gateway.survey(share, List.of(folders), recursive));
  }

  private List<String> files(String folder) {
    return List.copyOf(gateway.look(share, folder).orElseThrow().files().keySet());
  }

  private List<String> folders(String folder) {
    Set<String> folders = gateway.look(share, folder).orElseThrow().folders();
    return List.copyOf(folders);
  }

  private String read(String path) throws IOException {
    try (InputStream stream = gateway.open(share, path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
