package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FolderTreeTest {

  @Test
  void whatIsAddedTwiceAddsUp() {
    FolderTree tree =
        new FolderTree.Builder().add("a/镜头 10", 3, true).add("a/镜头 10", 4, false).build();
    int folder = tree.find("a/镜头 10");

    assertThat(tree.objects(folder)).isEqualTo(7);
    assertThat(tree.changed(folder)).isTrue();
  }

  @Test
  void foldersAboveAreThereByThemselvesWithoutObjects() {
    FolderTree tree = new FolderTree.Builder().add("a/b/c", 3, true).build();
    int above = tree.find("a/b");

    assertThat(tree.objects(above)).isZero();
    assertThat(tree.folders(above)).isEqualTo(1);
    assertThat(tree.changed(above)).isFalse();
    assertThat(tree.size()).isEqualTo(4);
  }

  @Test
  void foldersThatDifferInSlashesAloneAreKeptApart() {
    FolderTree tree =
        new FolderTree.Builder().add("", 1, false).add("a", 2, false).add("a/", 3, false).build();

    assertThat(tree.objects(tree.find(""))).isEqualTo(1);
    assertThat(tree.objects(tree.find("a"))).isEqualTo(2);
    assertThat(tree.objects(tree.find("a/"))).isEqualTo(3);
    assertThat(tree.find("a//")).isEqualTo(FolderTree.UNKNOWN);
  }

  @Test
  void everyOneOfManyFoldersIsFoundAgain() {
    FolderTree.Builder builder = new FolderTree.Builder();
    IntStream.range(0, 10_000).forEach(i -> builder.add(i % 100 + "/" + i, i, false));
    FolderTree tree = builder.build();

    assertThat(IntStream.range(0, 10_000))
        .allMatch(i -> tree.objects(tree.find(i % 100 + "/" + i)) == i);
  }

  @Test
  void changesInFoldersThatFindNoRoomAreKeptAboveThem() {
    FolderTree tree =
        new FolderTree.Builder(3)
            .add("a/b", 1, false)
            .add("a/c/d", 5, true)
            .add("a/b/e", 7, false)
            .build();

    assertThat(tree.size()).isEqualTo(3);
    assertThat(tree.objects(tree.find("a"))).isEqualTo(5);
    assertThat(tree.changedBelow(tree.find("a"))).isTrue();
    assertThat(tree.changedBelow(tree.find("a/b"))).isFalse();
    assertThat(tree.mayHaveChanged("a/c")).isTrue();
    assertThat(tree.mayHaveChanged("a/b/e")).isFalse();
  }

  @Test
  void changeThatIsOnlyKnownToBeBelowAFolderIsKeptThere() {
    FolderTree tree =
        new FolderTree.Builder(3).addChangeBelow("a/b").addChangeBelow("a/c/d").build();

    assertThat(tree.changed(tree.find("a/b"))).isFalse();
    assertThat(tree.changedBelow(tree.find("a/b"))).isTrue();
    assertThat(tree.mayHaveChanged("a/b/x")).isTrue();
    assertThat(tree.changedBelow(tree.find("a"))).as("no room for a/c").isTrue();
  }

  @Test
  void negativeNumberOfObjectsIsRefused() {
    assertThatThrownBy(() -> new FolderTree.Builder().add("a/b", -1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("folder a/b: expected 0 or more objects, not -1");
  }
}
