package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.run.RefreshCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
    assertThat(of("", "aurora/shots/10"))
        .containsExactly(
            new RefreshCall(List.of("/", "aurora", "aurora/shots", "aurora/shots/10"), false));
  }

  @Test
  void fortyChangedFoldersAreNamedInOneCall() {
    List<RefreshCall> plan = of("", folders("aurora/shots/%d", 40));

    assertThat(plan).hasSize(1);
    assertThat(plan.get(0).recursive()).isFalse();
    assertThat(plan.get(0).folders()).hasSize(43).contains("aurora/shots/39");
  }

  @Test
  void ofTooManyFoldersThoseBelowTheFullestAreTakenTogether() {
    List<String> changed = new ArrayList<>(List.of(folders("aurora/show/full/%d", 500)));
    changed.addAll(List.of(folders("aurora/show/less/%d", 300)));
    List<RefreshCall> plan = of("", changed.toArray(String[]::new));

    assertThat(plan).hasSize(8);
    assertThat(plan.get(7)).isEqualTo(new RefreshCall(List.of("aurora/show/full"), true));
    assertThat(plan.subList(0, 7)).allMatch(call -> !call.recursive());
    assertThat(names(plan)).contains("aurora/show", "aurora/show/less/299");
  }

  @Test
  void folderThatIsBusyEverywhereIsTakenWhole() {
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      changed.add("aurora/show/%05d/v1".formatted(i));
    }

    assertThat(of("", changed.toArray(String[]::new)))
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/show"), true));
  }

  @Test
  void whatLiesAboveTheSharesPrefixIsNotItsConcern() {
    String[] changed = {"aurora", "aurora/shots/3", "borealis"};

    assertThat(of("aurora/shots/", changed))
        .containsExactly(new RefreshCall(List.of("/", "3"), false));
    assertThat(of("aurora/archive/", changed)).isEmpty();
    assertThat(of("auro/", changed)).isEmpty();
    assertThat(
            RefreshPlan.of(
                new FileShare("share-1", "sgw-1", "other", ""),
                "landing",
                "aurora",
                new ChangedFolders(Set.of(changed), Set.of()),
                PlanLimits.among(1, List.of())))
        .isEmpty();
  }

  @Test
  void changeSomewhereBelowAFolderRenewsAllBelowIt() {
    ChangedFolders changed = new ChangedFolders(Set.of("aurora/shots/3"), Set.of("aurora/plates"));
    PlanLimits limits = PlanLimits.among(1, List.of());

    assertThat(RefreshPlan.of(share(""), "landing", "aurora", changed, limits))
        .containsExactly(
            new RefreshCall(List.of("/", "aurora", "aurora/shots", "aurora/shots/3"), false),
            new RefreshCall(List.of("aurora/plates"), true));
    assertThat(RefreshPlan.of(share("aurora/plates/x/"), "landing", "aurora", changed, limits))
        .containsExactly(new RefreshCall(List.of("/"), true));
  }

  @Test
  void reportsOutsideOfThePartnersFolderAreRenewedWithTheRest() {
    String[] changed = {"aurora/shots/3", "_landfall/aurora"};

    assertThat(of("", changed))
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
    assertThat(of("_landfall/aurora/", changed))
        .containsExactly(new RefreshCall(List.of("/"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aurora/a//b", "aurora/a/../b", "aurora/a/new\nline/b", "aurora/a/"})
  void folderThatCannotBeNamedIsRenewedWithTheNearestAboveThatCan(String folder) {
    assertThat(of("", folder))
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/a"), true));
  }

  @Test
  void folderWithTooLongANameIsRenewedWithTheNearestAboveThatFits() {
    String fits = "aurora/" + "长".repeat(300) + "/" + "x".repeat(116);
    assertThat(of("", fits)).hasSize(1);
    assertThat(of("", fits + "y"))
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/" + "长".repeat(300)), true));
  }

  @Test
  void longNamesDoNotMakeAPlanTooLargeForARun() {
    assertThat(of("", folders("aurora/show/" + "long".repeat(200) + "%d", 100)))
        .containsExactly(
            new RefreshCall(List.of("/", "aurora"), false),
            new RefreshCall(List.of("aurora/show"), true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 7, 20, 200})
  void plansOfManySharesFitIntoOneRun(int shares) {
    PlanLimits limits = PlanLimits.among(shares, List.of());
    List<RefreshCall> plan = of("", limits, longNames());

    assertThat(limits.nameBytes()).isLessThanOrEqualTo(40_000);
    assertThat(shares * nameBytes(plan)).isLessThan(PlanLimits.RUN_NAME_BYTES);
    assertThat(plan).hasSize(shares > 7 ? 2 : 7);
  }

  @Test
  void sharesThatAreFoundLaterFitToo() {
    List<RefreshCall> calls = new ArrayList<>();
    for (int share = 0; share < 40; share++) {
      calls.addAll(of("", PlanLimits.among(1, calls), longNames()));
    }

    assertThat(nameBytes(calls)).isLessThan(PlanLimits.RUN_NAME_BYTES);
  }

  @Test
  void withoutRoomForNamesThePartnersFolderIsRenewedWithoutThoseOfOthers() {
    List<RefreshCall> taken =
        List.of(new RefreshCall(List.of("x".repeat(PlanLimits.RUN_NAME_BYTES)), false));
    List<String> changed = new ArrayList<>(List.of(longNames()));
    changed.add("_landfall/aurora");
    changed.add("aurora/" + "other".repeat(100) + "/plates");

    assertThat(of("", PlanLimits.among(9, taken), changed.toArray(String[]::new)))
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
  void fiveHundredLevelsAreTakenTogetherFromWhereThereIsNoRoomForMore() {
    List<RefreshCall> plan = of("", "aurora" + "/a".repeat(508));

    assertThat(nameBytes(plan)).isLessThanOrEqualTo(40_000);
    assertThat(plan.get(plan.size() - 1).folders()).hasSize(1);
    assertThat(plan.get(plan.size() - 1).recursive()).isTrue();
  }

  @Test
  void othersFoldersAreNotRenewedForOnesOwn() {
    assertThat(of("", folders("aurora/%d", 100_000)))
        .containsExactly(
            new RefreshCall(List.of("/"), false), new RefreshCall(List.of("aurora"), true));
  }

  private static String[] folders(String format, int count) {
    return IntStream.range(0, count).mapToObj(format::formatted).toArray(String[]::new);
  }

  private static List<RefreshCall> of(String prefix, String... changed) {
    return of(prefix, PlanLimits.among(1, List.of()), changed);
  }

  private static List<RefreshCall> of(String prefix, PlanLimits limits, String... changed) {
    ChangedFolders folders = new ChangedFolders(Set.of(changed), Set.of());
    return RefreshPlan.of(share(prefix), "landing", "aurora", folders, limits);
  }

  private static FileShare share(String prefix) {
    return new FileShare("share-1", "sgw-1", "landing", prefix);
  }

  /** Folders whose names take more than 30,000 bytes. */
  private static String[] longNames() {
    return folders("aurora/show/" + "long".repeat(22) + "%d", 320);
  }

  private static List<String> names(List<RefreshCall> calls) {
    return calls.stream().flatMap(call -> call.folders().stream()).toList();
  }

  private static long nameBytes(List<RefreshCall> calls) {
    return calls.stream().mapToLong(RefreshCall::nameBytes).sum();
  }

  private static List<RefreshCall> calls(String location) {
    return RefreshPlan.whole(
        FileShare.at("share-1", "sgw-1", location).orElseThrow(), "landing", "aurora");
  }
}
