package io.github.landfall.refresh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.PartnerShare;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.ProgressSnapshot.Backlog;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.run.Steps;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.run.Completions;
import io.github.landfall.refresh.run.Finders;
import io.github.landfall.refresh.run.Finders.Watch;
import io.github.landfall.refresh.run.Leases;
import io.github.landfall.refresh.run.Leases.Lease;
import io.github.landfall.refresh.run.Reservations;
import io.github.landfall.refresh.run.RunStore;
import io.github.landfall.refresh.run.RunStore.OvertakenException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runs table promises to the function, tried on a real table. */
class StoredRunsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T16:05:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final RunId AURORA = new RunId("aurora", NOW, false);
  private static final RunId BOREALIS = new RunId("borealis", NOW, false);
  private static final RunId AURORA_SWEEP = new RunId("aurora", NOW, true);
  private static final String GATEWAY =
      "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:gateway/sgw-1";
  private static final Duration RESERVED = Duration.ofHours(6);
  private static final int THREADS = 24;

  private static LocalRunsTable table;

  private RunStore store;
  private Leases leases;
  private Completions completions;
  private Reservations reservations;

  @BeforeAll
  static void start() throws IOException {
    table = new LocalRunsTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @BeforeEach
  void emptyTheTable() {
    use(table.empty());
  }

  @Test
  void leaseIsHeldByOneUntilItsEnd() {
    Lease first = leases.lease("aurora", NOW, LEASE).orElseThrow();
    assertThat(leases.lease("aurora", NOW.plus(LEASE), LEASE)).as("until its end").isEmpty();
    assertThat(leases.lease("borealis", NOW, LEASE)).as("another partner's").isPresent();

    Instant after = NOW.plus(LEASE).plusMillis(1);
    assertThat(leases.lease("aurora", after, LEASE)).as("its holder died").isPresent();
    leases.release(first);
    assertThat(leases.lease("aurora", after, LEASE)).as("released by a former holder").isEmpty();
  }

  @Test
  void releasedLeaseIsFreeAtOnce() {
    Lease first = leases.lease("aurora", NOW, LEASE).orElseThrow();
    leases.release(first);
    assertThat(leases.lease("aurora", NOW, LEASE)).isPresent();
  }

  @Test
  void leaseIsGivenToOneOfManyWhoAskAtOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      String partner = "partner-" + i;
      assertThat(successes(ignored -> () -> leases.lease(partner, NOW, LEASE).isPresent()))
          .as(partner)
          .isEqualTo(1);
    }
  }

  @Test
  void staleRunIsNotWrittenOverANewerOne() {
    Run opened = Run.opened("aurora", NOW);
    Run first = store.save(opened);
    assertThatExceptionOfType(OvertakenException.class)
        .as("opened a second time")
        .isThrownBy(() -> store.save(opened))
        .withMessageContaining("aurora")
        .withMessageContaining("version 0");

    Run second = store.save(first);
    assertThatExceptionOfType(OvertakenException.class)
        .as("written since")
        .isThrownBy(() -> store.save(first));
    assertThat(store.latest("aurora")).contains(second);
  }

  @Test
  void runIsWrittenByOneOfManyWhoWriteAtOnce() throws Exception {
    Run run = store.save(Run.opened("aurora", NOW));
    assertThat(
            successes(
                ignored ->
                    () -> {
                      try {
                        store.save(run);
                        return true;
                      } catch (OvertakenException e) {
                        return false;
                      }
                    }))
        .isEqualTo(1);
    assertThat(store.latest("aurora").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void runComesBackWithEveryMember() {
    RefreshCall root = new RefreshCall(List.of("/"), false);
    RefreshCall folders = new RefreshCall(List.of("aurora", "树/叶=绿"), true);
    FolderRefresh planned = FolderRefresh.planned("share-1", "gateway-1", folders);
    FolderRefresh started =
        FolderRefresh.planned("share-2", "gateway-2", root).startedAt(NOW.plusSeconds(700), "id-2");
    FolderRefresh completed =
        FolderRefresh.planned("share-1", "gateway-1", root)
            .startedAt(NOW.plusSeconds(650), "id-1")
            .completedAt(NOW.plusMillis(690_123));
    FolderRefresh refused =
        new FolderRefresh(
            "share-3", "gateway-3", root, null, null, null, 2, "The share was not found.");
    Run run =
        new Run(
            new RunId("aurora", NOW.plusMillis(7), false),
            Optional.of(new WatchedTransfer("aurora", "q", "d", "c", "f", "m", "t", null)),
            new Phase.Ended(
                NOW.plusSeconds(300),
                NOW.plusSeconds(640),
                new FailedObjects(3, List.of("c.exr")),
                Optional.of(new FinderEnd("t", NOW, NOW.plusSeconds(9), false, "exit code 1"))),
            Optional.of(
                new ProgressSnapshot(
                    1,
                    NOW.plusSeconds(86_400),
                    20,
                    300,
                    4,
                    true,
                    10,
                    100,
                    true,
                    NOW.plusSeconds(80_000),
                    new Backlog(NOW.plusSeconds(3600), 9))),
            Optional.of(
                new Delivery(
                    Delivery.Known.EACH_OBJECT,
                    2,
                    30,
                    1,
                    1,
                    NOW.plusSeconds(310),
                    NOW.plusSeconds(320),
                    List.of(new Delivery.FolderFigure("aurora/shots", 2, 30)),
                    List.of("shots/c.exr"),
                    "_landfall/aurora/2026-11-24-000007")),
            Optional.of(
                new Refreshes(
                    List.of(
                        new PartnerShare("share-1", ""), new PartnerShare("share-2", "aurora/")),
                    List.of(completed, started, planned, refused),
                    List.of("gateway-3", "gateway-4"))),
            new Steps(
                Map.of(
                    "transfer-started to producers", NOW.plusMillis(20_500),
                    "transfer-ended to producers", NOW.plusSeconds(641)),
                Optional.of("refresh 2")),
            0);

    Run saved = store.save(run);

    assertThat(saved).isEqualTo(run.withVersion(1));
    assertThat(store.find(run.id())).contains(saved);
  }

  @Test
  void runWithoutSharesIsNotTakenForOneWhoseSharesWereNotLookedUp() {
    Run opened = store.save(Run.opened("aurora", NOW));
    assertThat(store.latest("aurora")).contains(opened);
    assertThat(opened.refreshes()).isEmpty();

    Run none = store.save(Run.opened("borealis", NOW).withRefreshes(Refreshes.NONE));
    assertThat(store.latest("borealis")).contains(none);
    assertThat(none.refreshes()).contains(Refreshes.NONE);
  }

  @Test
  void latestRunIsTheLatestInTimeWithAndWithoutMilliseconds() {
    List<Duration> starts =
        List.of(
            Duration.ofMillis(500),
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(-1),
            Duration.ofMillis(999));
    starts.forEach(start -> store.save(Run.opened("aurora", NOW.plus(start))));
    store.save(Run.opened("aurora-2", NOW.plusSeconds(60)));
    leases.lease("aurora", NOW, LEASE);

    assertThat(store.latest("aurora")).map(Run::start).contains(NOW.plusSeconds(1));
    assertThat(store.latest("cascade")).isEmpty();
    for (Duration start : starts) {
      assertThat(startedUntil(start)).as("until exactly").contains(start);
    }
    assertThat(startedUntil(Duration.ofMillis(49))).contains(Duration.ZERO);
    assertThat(startedUntil(Duration.ofMillis(499))).contains(Duration.ofMillis(50));
    assertThat(startedUntil(Duration.ofMillis(998))).contains(Duration.ofMillis(500));
    assertThat(startedUntil(Duration.ofDays(1))).contains(Duration.ofSeconds(1));
    assertThat(startedUntil(Duration.ofMillis(-1))).contains(Duration.ofSeconds(-1));
    assertThat(startedUntil(Duration.ofMillis(-1001))).isEmpty();
  }

  @Test
  void sweepIsFoundByItsNameAndIsNoTransfer() {
    Run transfer = store.save(Run.opened("aurora", NOW));
    Run sweep = store.save(Run.swept("aurora", NOW));
    Run later = store.save(Run.swept("aurora", NOW.plusSeconds(3600)));

    assertThat(store.find(AURORA)).contains(transfer);
    assertThat(store.find(AURORA_SWEEP)).contains(sweep);
    assertThat(store.find(later.id())).contains(later);
    assertThat(store.find(BOREALIS)).isEmpty();
    assertThat(store.latest("aurora")).contains(transfer);
    assertThat(store.latestUntil("aurora", later.start())).contains(transfer);
  }

  @Test
  void recentRunsAndSweepsComeTogetherTheNewestFirst() {
    Run first = store.save(Run.opened("aurora", NOW));
    Run sweep = store.save(Run.swept("aurora", NOW.plusSeconds(1)));
    Run second = store.save(Run.opened("aurora", NOW.plusSeconds(2)));
    Run later = store.save(Run.swept("aurora", NOW.plusSeconds(3)));
    store.save(Run.opened("aurora-2", NOW.plusSeconds(4)));
    leases.lease("aurora", NOW, LEASE);

    assertThat(store.recent("aurora", 9)).containsExactly(later, second, sweep, first);
    assertThat(store.recent("aurora", 3)).containsExactly(later, second, sweep);
    assertThat(store.recent("cascade", 9)).isEmpty();
  }

  private Optional<Duration> startedUntil(Duration sinceNow) {
    return store
        .latestUntil("aurora", NOW.plus(sinceNow))
        .map(run -> Duration.between(NOW, run.start()));
  }

  @Test
  void completionAfterTheIdIsStoredFindsItsRun() {
    RunId run = new RunId("aurora", NOW.plusMillis(123), false);
    completions.bind("id-1", run, NOW);
    assertThat(completions.completedAt("id-1")).isEmpty();
    assertThat(completions.complete("id-1", NOW.plusMillis(60_001), NOW)).contains(run);
    assertThat(completions.complete("id-1", NOW.plusMillis(60_001), NOW)).as("again").contains(run);
    assertThat(completions.completedAt("id-1")).contains(NOW.plusMillis(60_001));
  }

  @Test
  void completionBeforeTheIdIsStoredIsNotLost() {
    assertThat(completions.complete("id-1", NOW.plusMillis(1), NOW)).isEmpty();
    completions.bind("id-1", AURORA, NOW);
    assertThat(completions.completedAt("id-1")).contains(NOW.plusMillis(1));
    assertThat(completions.completedAt("id-2")).as("another refresh").isEmpty();
  }

  @Test
  void completionOfASweepsRefreshFindsTheSweep() {
    completions.bind("id-1", AURORA_SWEEP, NOW);
    assertThat(completions.complete("id-1", NOW.plusSeconds(60), NOW)).contains(AURORA_SWEEP);
  }

  @Test
  void gatewayWorksForASweepOrATransferOfTheSameTime() {
    Instant later = NOW.plus(Duration.ofHours(1));
    reserve(GATEWAY, AURORA, NOW);
    assertThat(reserve(GATEWAY, AURORA_SWEEP, later)).isFalse();
    reservations.free(GATEWAY, AURORA_SWEEP);
    assertThat(reserve(GATEWAY, AURORA_SWEEP, later)).as("freed by it").isFalse();
    reservations.free(GATEWAY, AURORA);
    assertThat(reserve(GATEWAY, AURORA_SWEEP, later)).isTrue();
  }

  @Test
  void gatewayWorksForOneRunAtATime() {
    assertThat(reserve(GATEWAY, AURORA, NOW)).isTrue();
    assertThat(reserve(GATEWAY + "2", BOREALIS, NOW)).as("another").isTrue();

    Instant later = NOW.plus(Duration.ofHours(1));
    assertThat(reserve(GATEWAY, BOREALIS, later)).isFalse();
    reservations.free(GATEWAY, BOREALIS);
    assertThat(reserve(GATEWAY, BOREALIS, later)).as("freed by a stranger").isFalse();
    reservations.free(GATEWAY, AURORA);
    assertThat(reserve(GATEWAY, BOREALIS, later)).isTrue();
  }

  @Test
  void gatewayIsCalledOnceAMinuteAtMost() {
    reserve(GATEWAY, AURORA, NOW);
    Instant tooSoon = NOW.plusSeconds(60).minusMillis(1);
    assertThat(reserve(GATEWAY, AURORA, tooSoon)).as("by its holder").isFalse();
    reservations.free(GATEWAY, AURORA);
    assertThat(reserve(GATEWAY, BOREALIS, tooSoon)).as("by the next").isFalse();
    assertThat(reserve(GATEWAY, BOREALIS, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void gatewayIsFreeAgainWhenItsHoldersTimeIsOver() {
    Instant until = NOW.plus(RESERVED);
    reserve(GATEWAY, AURORA, NOW);
    assertThat(reserve(GATEWAY, BOREALIS, until)).isFalse();
    assertThat(reserve(GATEWAY, BOREALIS, until.plusMillis(1))).isTrue();
  }

  @Test
  void gatewayIsReservedByOneOfManyWhoAskAtOnce() throws Exception {
    assertThat(successes(i -> () -> reserve(GATEWAY, new RunId("partner-" + i, NOW, false), NOW)))
        .isEqualTo(1);
  }

  @Test
  void writeWhoseFirstAnswerWasLostIsRecognisedWhenTheSdkRepeatsIt() {
    try (LostAnswers lost = new LostAnswers(table.endpoint())) {
      String name = table.newTable();
      use(new RunsTable(lost.client(), name));

      lost.loseNext();
      Lease lease = leases.lease("aurora", NOW, LEASE).orElseThrow();
      lost.loseNext();
      Run first = store.save(Run.opened("aurora", NOW));
      lost.loseNext();
      Run second = store.save(first);
      lost.loseNext();
      assertThat(reserve(GATEWAY, AURORA, NOW)).isTrue();
      lost.loseNext();
      reservations.free(GATEWAY, AURORA);
      lost.loseNext();
      leases.release(lease);

      assertThat(lost.answers()).as("answers that were lost").isEqualTo(6);
      assertThat(store.latest("aurora")).contains(second);
      assertThat(second.version()).isEqualTo(2);
      assertThat(leases.lease("aurora", NOW, LEASE)).as("it was given back").isPresent();
      assertThat(reserve(GATEWAY, BOREALIS, NOW.plusSeconds(60))).as("it was freed").isTrue();
    }
  }

  @Test
  void writeThatMeetsSomebodyElsesIsNotTakenForItsOwnWhenAnAnswerIsLost() {
    String name = table.newTable();
    RunStore other = new StoredRuns(table.table(name));
    Run run = other.save(Run.opened("aurora", NOW));
    new StoredLeases(table.table(name)).lease("aurora", NOW, LEASE);
    other.save(run);
    try (LostAnswers lost = new LostAnswers(table.endpoint())) {
      use(new RunsTable(lost.client(), name));
      lost.loseNext();
      assertThat(leases.lease("aurora", NOW, LEASE)).isEmpty();
      lost.loseNext();
      assertThatExceptionOfType(OvertakenException.class).isThrownBy(() -> store.save(run));
    }
  }

  @Test
  void laterEndOfAFinderIsNotOverwrittenByAnEarlierOne() {
    Finders finders = new StoredFinders(table.empty());
    assertThat(finders.last("aurora")).isEmpty();
    FinderEnd first = new FinderEnd("t1", NOW, NOW.plusSeconds(9), false, "exit code 1");
    FinderEnd second = new FinderEnd("t2", NOW.plusSeconds(10), NOW.plusSeconds(20), true, "");

    finders.ended("aurora", first);
    assertThat(finders.last("aurora")).contains(first);
    finders.ended("aurora", second);
    finders.ended("aurora", first);
    assertThat(finders.last("aurora")).contains(second);
    assertThat(finders.last("borealis")).isEmpty();
  }

  @Test
  void lookingOutForATransferLeavesTheFindersEndAsItIs() {
    Finders finders = new StoredFinders(table.empty());
    assertThat(finders.watch("aurora")).isEmpty();
    Watch late = new Watch(NOW, Optional.of(NOW.minusSeconds(60)), Optional.empty());
    finders.watched("aurora", late);
    assertThat(finders.last("aurora")).isEmpty();
    assertThat(finders.watch("aurora")).contains(late);
    FinderEnd end = new FinderEnd("t1", NOW, NOW.plusSeconds(9), true, "");
    finders.ended("aurora", end);
    Watch quiet = new Watch(NOW.plusSeconds(60), Optional.empty(), Optional.of(end.stopped()));
    finders.watched("aurora", quiet);
    assertThat(finders.watch("aurora")).contains(quiet);
    assertThat(finders.last("aurora")).contains(end);
  }

  @Test
  void sweepsSinceATimeAreFoundLatestFirst() {
    use(table.empty());
    for (int minute : List.of(0, 1, 2)) {
      store.save(Run.swept("aurora", NOW.plusSeconds(minute * 60L)));
    }
    store.save(Run.opened("aurora", NOW.plusSeconds(90)));
    assertThat(store.sweepsSince("aurora", NOW.plusSeconds(60)))
        .extracting(Run::start)
        .containsExactly(NOW.plusSeconds(120), NOW.plusSeconds(60));
    assertThat(store.sweepsSince("borealis", NOW)).isEmpty();
  }

  private void use(RunsTable runs) {
    store = new StoredRuns(runs);
    leases = new StoredLeases(runs);
    completions = new StoredCompletions(runs);
    reservations = new StoredReservations(runs);
  }

  private boolean reserve(String gateway, RunId run, Instant now) {
    return reservations.reserve(gateway, run, now, Duration.ofMinutes(1), RESERVED);
  }

  /** How many of many attempts at once succeed. */
  private static long successes(IntFunction<Callable<Boolean>> attempt) throws Exception {
    List<Callable<Boolean>> attempts = IntStream.range(0, THREADS).mapToObj(attempt).toList();
    return AtOnce.call(attempts).stream().filter(succeeded -> succeeded).count();
  }
}
