package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.run.RefreshCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshPlanTest {

  @Test
  void shareOnTheWholeBucketRenewsItsRootAndThenThePartnersFolder() {
    assertThat(calls("arn:aws-cn:s3:::landing"))
        .containsExactly(
            new RefreshCall(List.of("/"), false), new RefreshCall(List.of("aurora"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:s3:::landing/aurora/",
    "arn:aws-cn:s3:::landing/aurora",
    "arn:aws-cn:s3:::landing/aurora/shots/"
  })
  void prefixIsTakenOffTheFolder(String location) {
    assertThat(calls(location)).containsExactly(new RefreshCall(List.of("/"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:s3:::landing/borealis/",
    "arn:aws-cn:s3:::landing/aurora-2/",
    "arn:aws-cn:s3:::landing-2",
    "arn:aws-cn:s3:::landing-2/aurora/"
  })
  void shareThatDoesNotShowThePartnersFolderIsLeftAlone(String location) {
    assertThat(calls(location)).isEmpty();
  }

  @Test
  void shareOnAnAccessPointIsLeftAlone() {
    String accessPoint = "arn:aws-cn:s3:cn-northwest-1:111122223333:accesspoint/films";
    assertThat(FileShare.at("share-1", "sgw-1", accessPoint)).isEmpty();
  }

  @Test
  void newFileIsSeenByOneCallForItsFolderAndThoseAbove() {
    RefreshPlan plan = of("", tree(500, 20).add("aurora/shots/10", 1, true));

    assertThat(plan.calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora", "aurora/shots", "aurora/shots/10"), false));
    assertThat(List.of(plan.lists(), plan.heads())).containsExactly(4L, 21L);
    assertThat(List.of(plan.wholeLists(), plan.wholeHeads())).containsExactly(503L, 10_001L);
  }

  @Test
  void manyChangedFoldersInOneParentAreRenewedWithIt() {
    FolderTree.Builder tree = tree(200, 20);
    for (int i = 0; i < 200; i++) {
      tree.add("aurora/shots/" + i, 1, true);
    }
    tree.add("aurora/archive", 3_000_000, false);

    assertThat(of("", tree).calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/shots"), true));
  }

  @Test
  void fortyChangedFoldersOfTwentyThousandAreNamedInOneCall() {
    FolderTree.Builder tree = tree(20_000, 50);
    for (int i = 0; i < 40; i++) {
      tree.add("aurora/shots/" + i * 400, 25, true);
    }
    RefreshPlan plan = of("", tree);

    assertThat(plan.calls()).hasSize(1);
    assertThat(plan.calls().get(0).recursive()).isFalse();
    assertThat(plan.calls().get(0).folders()).hasSize(43).contains("aurora/shots/15600");
    assertThat(plan.heads()).isEqualTo(40 * (50 + 25));
    assertThat(plan.wholeHeads()).isEqualTo(20_000 * 50 + 40 * 25);
  }

  @Test
  void tooManyChangedFoldersAreCollapsedIntoTheirParents() {
    FolderTree.Builder tree = new FolderTree.Builder().add("aurora/archive", 9_000_000, false);
    for (int i = 0; i < 20_000; i++) {
      tree.add("aurora/show/%03d/%03d".formatted(i / 100, i % 100), 50, i % 2 == 0);
    }
    RefreshPlan plan = of("", tree);

    assertThat(plan.calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/show"), true));
  }

  @Test
  void whatLiesAboveTheSharesPrefixIsNotItsConcern() {
    FolderTree.Builder tree =
        tree(10, 20).add("aurora", 1, true).add("aurora/shots/3", 1, true).add("borealis", 1, true);

    assertThat(of("aurora/shots/", tree).calls())
        .containsExactly(new RefreshCall(List.of("/", "3"), false));
    assertThat(of("aurora/archive/", tree).calls()).isEmpty();
    assertThat(of("auro/", tree).calls()).isEmpty();
    assertThat(
            RefreshPlan.of(
                    new FileShare("share-1", "sgw-1", "other", ""),
                    "landing",
                    "aurora",
                    tree.build(),
                    PlanLimits.among(1, List.of()))
                .calls())
        .isEmpty();
  }

  @Test
  void reportsOutsideOfThePartnersFolderAreRenewedWithTheRest() {
    FolderTree.Builder tree =
        tree(10, 20).add("aurora/shots/3", 1, true).add("_landfall/aurora", 3, true);

    assertThat(of("", tree).calls())
        .containsExactly(
            new RefreshCall(
                List.of(
                    "/",
                    "_landfall",
                    "aurora",
                    "_landfall/aurora",
                    "aurora/shots",
                    "aurora/shots/3"),
                false));
    assertThat(of("_landfall/aurora/", tree).calls())
        .containsExactly(new RefreshCall(List.of("/"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aurora/a//b", "aurora/a/../b", "aurora/a/new\nline/b", "aurora/a/"})
  void folderThatCannotBeNamedIsRenewedWithTheNearestAboveThatCan(String folder) {
    assertThat(of("", tree(10, 20).add(folder, 1, true)).calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/a"), true));
  }

  @Test
  void folderWithTooLongANameIsRenewedWithTheNearestAboveThatFits() {
    String fits = "aurora/" + "长".repeat(300) + "/" + "x".repeat(116);
    assertThat(of("", new FolderTree.Builder().add(fits, 1, true)).calls()).hasSize(1);
    assertThat(of("", new FolderTree.Builder().add(fits + "y", 1, true)).calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/" + "长".repeat(300)), true));
  }

  @Test
  void longNamesDoNotMakeAPlanTooLargeForARun() {
    FolderTree.Builder tree = new FolderTree.Builder().add("aurora/archive", 5_000_000, false);
    for (int i = 0; i < 100; i++) {
      tree.add("aurora/show/" + "long".repeat(200) + i, 20_000, true);
    }
    RefreshPlan plan = of("", tree);

    assertThat(plan.calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/show"), true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 7, 20, 200})
  void plansOfManySharesFitIntoOneRun(int shares) {
    PlanLimits limits = PlanLimits.among(shares, List.of());
    RefreshPlan plan = of("", longNames(), limits);

    assertThat(limits.nameBytes()).isLessThanOrEqualTo(40_000);
    assertThat(shares * nameBytes(plan.calls())).isLessThan(PlanLimits.RUN_NAME_BYTES);
    assertThat(plan.calls()).hasSize(shares > 7 ? 2 : 7);
  }

  @Test
  void sharesThatAreFoundLaterFitToo() {
    List<RefreshCall> calls = new ArrayList<>();
    for (int share = 0; share < 40; share++) {
      calls.addAll(of("", longNames(), PlanLimits.among(1, calls)).calls());
    }

    assertThat(nameBytes(calls)).isLessThan(PlanLimits.RUN_NAME_BYTES);
  }

  @Test
  void withoutRoomForNamesThePartnersFolderIsRenewedWithoutThoseOfOthers() {
    List<RefreshCall> taken =
        List.of(new RefreshCall(List.of("x".repeat(PlanLimits.RUN_NAME_BYTES)), false));
    FolderTree.Builder tree = longNames().add("_landfall/aurora", 3, true);

    assertThat(of("", tree, PlanLimits.among(9, taken)).calls())
        .containsExactly(
            new RefreshCall(List.of("/", "_landfall", "_landfall/aurora"), false),
            new RefreshCall(List.of("aurora"), true));
  }

  @Test
  void limitsOfNoShareAreRefused() {
    assertThatThrownBy(() -> PlanLimits.among(0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more shares")
        .hasMessageContaining("0");
  }

  @Test
  void fiveHundredLevelsAreFew() {
    FolderTree.Builder tree = new FolderTree.Builder().add("aurora/archive", 9_000_000, false);
    tree.add("aurora" + "/a".repeat(508), 1, true);

    assertThat(of("", tree).calls())
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/a"), true));
  }

  @Test
  void othersFoldersAreNotRenewedForOnesOwn() {
    FolderTree.Builder tree = new FolderTree.Builder();
    for (int i = 0; i < 100_000; i++) {
      tree.add("aurora/" + i, 1, true);
    }

    assertThat(of("", tree).calls())
        .containsExactly(
            new RefreshCall(List.of("/"), false), new RefreshCall(List.of("aurora"), true));
  }

  /** A partner's folders with some objects in each. */
  private static FolderTree.Builder tree(int folders, long objects) {
    FolderTree.Builder tree = new FolderTree.Builder();
    for (int i = 0; i < folders; i++) {
      tree.add("aurora/shots/" + i, objects, false);
    }
    return tree;
  }

  private static RefreshPlan of(String prefix, FolderTree.Builder tree) {
    return of(prefix, tree, PlanLimits.among(1, List.of()));
  }

  private static RefreshPlan of(String prefix, FolderTree.Builder tree, PlanLimits limits) {
    FileShare share = new FileShare("share-1", "sgw-1", "landing", prefix);
    return RefreshPlan.of(share, "landing", "aurora", tree.build(), limits);
  }

  /** Folders whose names take more than 30,000 bytes, and beside them what is dear to renew. */
  private static FolderTree.Builder longNames() {
    FolderTree.Builder tree = new FolderTree.Builder().add("aurora/show/archive", 9_000_000, false);
    for (int i = 0; i < 320; i++) {
      tree.add("aurora/show/" + "long".repeat(22) + i, 50, true);
    }
    return tree;
  }

  private static long nameBytes(List<RefreshCall> calls) {
    return calls.stream().mapToLong(RefreshCall::nameBytes).sum();
  }

  private static List<RefreshCall> calls(String location) {
    return RefreshPlan.whole(
            FileShare.at("share-1", "sgw-1", location).orElseThrow(), "landing", "aurora")
        .calls();
  }
}
