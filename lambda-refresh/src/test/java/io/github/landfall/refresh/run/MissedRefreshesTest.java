package io.github.landfall.refresh.run;

import static io.github.landfall.refresh.run.SampleRuns.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissedRefreshesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T16:05:00Z");
  private static final Instant OLD = NOW.minusSeconds(86_400);
  private static final Instant GIVEN_UP = NOW.minusSeconds(6 * 3600);
  private static final FileShare SHARE = new FileShare("s1", "g1", "landing", "");
  private static final RefreshCall FOLDER = new RefreshCall(List.of("aurora/shots"), false);
  private static final List<RefreshCall> WHOLE = RefreshPlan.whole(SHARE, "landing", "aurora");

  @Test
  void shareMissesWhatAnEarlierRunCouldNotRefresh() {
    assertThat(missed(open(OLD, FOLDER))).isTrue();
  }

  @Test
  void shareMissesNothingWhileARunStillTries() {
    assertThat(missed(open(NOW.minusSeconds(60), FOLDER))).isFalse();
  }

  @Test
  void shareMissesNothingThatWasRefreshedOrThatOnlyAnotherShareMissed() {
    assertThat(missed(done(OLD, FOLDER))).isFalse();
    Run other =
        planned(ended(OLD), plan(new FileShare("s2", "g2", "landing", ""), FOLDER), List.of());
    assertThat(missed(other)).isFalse();
  }

  @Test
  void refreshOfTheWholeFolderMakesUpForWhatWasMissedBefore() {
    Run before = open(OLD.minusSeconds(86_400), FOLDER);
    assertThat(missed(done(OLD, FOLDER), before)).as("one folder does not").isTrue();
    assertThat(missed(done(OLD, WHOLE.toArray(RefreshCall[]::new)), before)).isFalse();
    assertThat(missed(open(OLD, WHOLE.toArray(RefreshCall[]::new)), before))
        .as("it is open")
        .isTrue();
  }

  @Test
  void shareMissesWhatCameWhileItsGatewayOrTheServiceDidNotAnswer() {
    assertThat(missed(planned(ended(OLD), Map.of(), List.of("g1")))).isTrue();
    assertThat(missed(planned(ended(OLD), Map.of(), List.of("g2")))).isFalse();
    assertThat(missed(planned(ended(OLD), Map.of(), List.of(Refreshes.ALL_GATEWAYS)))).isTrue();
  }

  @Test
  void runThatHasNotEndedHasNothingToRefreshYet() {
    assertThat(missed(Run.opened("aurora", OLD))).isFalse();
  }

  @Test
  void rootOfAShareOfThePartnersFolderIsAllThatItShows() {
    FileShare own = new FileShare("s1", "g1", "landing", "aurora/");
    Run before = planned(ended(OLD.minusSeconds(86_400)), plan(own, FOLDER), List.of());
    Run whole = planned(ended(OLD), plan(own, new RefreshCall(List.of("/"), true)), List.of());
    Run done =
        whole.withRefresh(
            0, whole.refreshes().orElseThrow().all().get(0).startedAt(OLD, "i").completedAt(OLD));
    assertThat(new MissedRefreshes(List.of(before), GIVEN_UP, Instant.MAX).of(own)).isTrue();
    assertThat(new MissedRefreshes(List.of(done, before), GIVEN_UP, Instant.MAX).of(own)).isFalse();
  }

  private static boolean missed(Run... latestFirst) {
    return new MissedRefreshes(List.of(latestFirst), GIVEN_UP, Instant.MAX).of(SHARE);
  }

  private static Run open(Instant end, RefreshCall... calls) {
    return planned(ended(end), plan(SHARE, calls), List.of());
  }

  private static Run done(Instant end, RefreshCall... calls) {
    Run run = open(end, calls);
    for (int i = 0; i < calls.length; i++) {
      run =
          run.withRefresh(
              i, run.refreshes().orElseThrow().all().get(i).startedAt(end, "id").completedAt(end));
    }
    return run;
  }

  private static Run ended(Instant end) {
    return SampleRuns.ended(Run.opened("aurora", end), end, 0);
  }

  private static Map<FileShare, List<RefreshCall>> plan(FileShare share, RefreshCall... calls) {
    return Map.of(share, List.of(calls));
  }
}
