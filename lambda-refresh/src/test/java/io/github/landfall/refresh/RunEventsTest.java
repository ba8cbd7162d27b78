package io.github.landfall.refresh;

import static io.github.landfall.refresh.SampleEvents.AURORA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Delivery.Totals;
import io.github.landfall.contract.run.PartnerShare;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.refresh.event.RunEvent;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.Due;
import io.github.landfall.refresh.event.RunEvent.FinderStopped;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import io.github.landfall.refresh.run.Arrivals.Waiting;
import io.github.landfall.refresh.run.Gateways.Lookup;
import io.github.landfall.refresh.share.FileShare;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEventsTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration RESERVED = Duration.ofMinutes(1);
  private static final Instant ALARMED = Instant.parse("2026-11-22T16:05:00Z");
  private static final RunEvent ALARM = alarm(ALARMED);
  private static final RunEvent OK = ok(ALARMED, ALARMED.plusSeconds(600));

  private static final RunId NAME = new RunId("aurora", ALARMED, false);
  private static final String DAY_1 = "transfer-continues to producers, day 1";
  private static final Sweep SWEEP =
      new Sweep(AURORA, Instant.parse("2026-11-23T04:00:00Z"), Optional.empty());
  private static final Delivery LISTED =
      new Delivery(
          Delivery.Known.EACH_OBJECT,
          3,
          60,
          0,
          1,
          ALARMED,
          ALARMED,
          List.of(),
          List.of(),
          "_landfall/aurora/2026-11-23-000500");

  /** The file of a check, and nothing else. */
  private static final Delivery CHECKED =
      new Delivery(
          Delivery.Known.EACH_OBJECT,
          1,
          20,
          0,
          1,
          ALARMED,
          ALARMED,
          List.of(new Delivery.FolderFigure("aurora/_landfall-check", 1, 20)),
          List.of(),
          "_landfall/aurora/2026-11-23-000500");

  private final StubStudio studio = new StubStudio();
  private RunEvents events = studio.events();

  @Test
  void ordinaryRunTellsStartEndAndReadyOnce() throws Exception {
    assertThat(events.handle(ALARM, LEASE)).isEmpty();
    assertThat(studio.published).containsExactly("transfer-started to producers");

    assertThat(events.handle(OK, LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.refreshed).containsExactly("share-1 [/]");

    assertThat(events.handle(complete("id-1"), LEASE)).isEmpty();
    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(studio.published)
        .containsExactly(
            "transfer-started to producers",
            "transfer-ended to producers",
            "drive-ready to producers");
  }

  @Test
  void peopleAreToldNothingOfACheckOfTheDeployment() throws Exception {
    studio.delivery = CHECKED;

    events.handle(checked(ALARM), LEASE);
    events.handle(checked(OK), LEASE);
    events.handle(complete("id-1"), LEASE);

    assertThat(studio.published).isEmpty();
    assertThat(studio.refreshed).hasSize(1);
    assertThat(recorded().onDrive()).isPresent();
    assertThat(recorded().keptBack()).isTrue();
  }

  @Test
  void whatElseCameDuringACheckIsTold() throws Exception {
    events.handle(checked(ALARM), LEASE);
    events.handle(checked(OK), LEASE);
    events.handle(complete("id-1"), LEASE);

    assertThat(studio.published)
        .containsExactly("transfer-ended to producers", "drive-ready to producers");
  }

  @Test
  void whatFailedDuringACheckIsTold() throws Exception {
    studio.delivery = CHECKED;
    studio.failed = new FailedObjects(1, List.of("a.mov"));

    events.handle(checked(ALARM), LEASE);
    events.handle(checked(OK), LEASE);

    assertThat(studio.published).containsExactly("transfer-ended to producers");
  }

  private static AlarmChange checked(RunEvent event) {
    AlarmChange change = (AlarmChange) event;
    return new AlarmChange(
        change.transfer(), change.state(), change.alarmedAt(), change.changedAt(), true);
  }

  @Test
  void endIsNotToldWhileTheFinderTheQueueOrAMergeIsBusy() throws Exception {
    for (TransferState busy :
        List.of(busy("the finder is running"), busy("large objects are being merged: m-1"))) {
      studio.transfer = busy;
      assertThat(events.handle(OK, LEASE)).as("%s", busy).contains(Duration.ofMinutes(1));
    }
    assertThat(studio.published).containsExactly("transfer-started to producers");
    studio.transfer = StubStudio.OVER;
    studio.failed = new FailedObjects(3, List.of("a.mov"));
    events.handle(OK, LEASE);
    assertThat(studio.published).contains("transfer-ended to producers");
    assertThat(recorded().failed()).isEqualTo(studio.failed);
  }

  @Test
  void completionThatComesBeforeTheIdIsStoredIsNotLost() throws Exception {
    assertThat(events.handle(complete("id-1"), LEASE)).isEmpty();
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("drive-ready to producers");
  }

  @Test
  void completionOfSomebodyElsesRefreshChangesNothing() throws Exception {
    events.handle(OK, LEASE);
    assertThat(events.handle(complete("by-hand"), LEASE)).isEmpty();
    assertThat(studio.published).doesNotContain("drive-ready to producers");
  }

  @Test
  void silenceUntilTheDeadlineIsToldToBothTopicsOnce() throws Exception {
    events.handle(OK, LEASE);
    studio.pass(Duration.ofHours(6).minusSeconds(30));
    assertThat(events.handle(OK, LEASE)).contains(Duration.ofSeconds(30));
    studio.pass(Duration.ofSeconds(30));
    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(studio.published)
        .endsWith("refresh-not-confirmed to producers", "refresh-not-confirmed to operations")
        .doesNotHaveDuplicates();
  }

  @Test
  void noShareIsToldToOperations() throws Exception {
    studio.lookup =
        new Lookup(
            List.of(new FileShare("share-1", "gateway-1", "landing", "borealis/")), List.of());
    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(studio.published)
        .containsExactly(
            "transfer-started to producers",
            "transfer-ended to producers",
            "no-file-share to operations");
    assertThat(studio.refreshed).isEmpty();
  }

  @Test
  void busyGatewayIsTriedAgainAndTheOtherIsNotHeldUp() throws Exception {
    studio.lookup =
        new Lookup(
            List.of(
                new FileShare("share-1", "gateway-1", "landing", "aurora/"),
                new FileShare("share-2", "gateway-2", "landing", "aurora/")),
            List.of());
    studio.refusals.put("share-1", "two refreshes are running");
    assertThat(events.handle(OK, LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.refreshed).containsExactly("share-2 [/]");

    studio.refusals.clear();
    studio.pass(Duration.ofMinutes(1));
    events.handle(OK, LEASE);
    assertThat(studio.refreshed).containsExactly("share-2 [/]", "share-1 [/]");
  }

  @Test
  void callsToOneGatewayAreAMinuteApartAndOneAtATime() throws Exception {
    studio.lookup =
        new Lookup(List.of(new FileShare("share-1", "gateway-1", "landing", "")), List.of());
    events.handle(OK, LEASE);
    studio.pass(Duration.ofMinutes(2));
    events.handle(OK, LEASE);
    assertThat(studio.refreshed).as("the root is not complete").containsExactly("share-1 [/]");

    assertThat(events.handle(complete("id-1"), LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.refreshed).containsExactly("share-1 [/]", "share-1 [aurora]");
  }

  @Test
  void refreshSoonAfterTheOneBeforeWaitsOutTheMinute() throws Exception {
    studio.lookup =
        new Lookup(List.of(new FileShare("share-1", "gateway-1", "landing", "")), List.of());
    events.handle(OK, LEASE);
    studio.pass(Duration.ofSeconds(20));
    assertThat(events.handle(complete("id-1"), LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.refreshed).containsExactly("share-1 [/]");
  }

  @Test
  void gatewayThatDoesNotAnswerIsAskedAgainAndDoesNotHoldUpTheOther() throws Exception {
    FileShare first = new FileShare("share-1", "gateway-1", "landing", "aurora/");
    FileShare second = new FileShare("share-2", "gateway-2", "landing", "aurora/");
    studio.lookup = new Lookup(List.of(first), List.of("gateway-2"));
    events.handle(OK, LEASE);
    events.handle(complete("id-1"), LEASE);
    assertThat(studio.published).doesNotContain("drive-ready to producers");

    studio.lookup = new Lookup(List.of(first, second), List.of());
    studio.pass(Duration.ofMinutes(1));
    events.handle(OK, LEASE);
    events.handle(complete("id-2"), LEASE);
    assertThat(studio.refreshed).containsExactly("share-1 [/]", "share-2 [/]");
    assertThat(studio.published).endsWith("drive-ready to producers");
  }

  @Test
  void endIsToldEvenIfTheSharesCannotBeListed() throws Exception {
    studio.lookupFailure = new IllegalStateException("not authorized");
    assertThat(events.handle(OK, LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.published).endsWith("transfer-ended to producers");
    assertThat(logged()).contains("\"level\":\"ERROR\"", "not authorized");

    studio.lookupFailure = null;
    studio.pass(Duration.ofMinutes(1));
    events.handle(OK, LEASE);
    events.handle(complete("id-1"), LEASE);
    assertThat(studio.published).endsWith("drive-ready to producers");
  }

  @Test
  void gatewayWhoseRefreshFailsDoesNotHoldUpTheOther() throws Exception {
    studio.lookup =
        new Lookup(
            List.of(
                new FileShare("share-1", "gateway-1", "landing", "aurora/"),
                new FileShare("share-2", "gateway-2", "landing", "aurora/")),
            List.of());
    studio.refreshFailures.put("share-1", new IllegalStateException("not authorized"));
    assertThat(events.handle(OK, LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.refreshed).containsExactly("share-2 [/]");
    assertThat(logged()).contains("\"level\":\"ERROR\"", "not authorized");
  }

  @Test
  void deletedShareIsDroppedFromTheRunAndThePeopleOfTheOtherHearInMinutes() throws Exception {
    FileShare old = new FileShare("share-old", "gateway-old", "landing", "");
    FileShare other = new FileShare("share-new", "gateway-new", "landing", "");
    studio.lookup = new Lookup(List.of(old, other), List.of());
    studio.faults.put("share-old", "The specified file share was not found.");
    studio.now = ALARMED.plusSeconds(620);
    events.handle(OK, LEASE);
    studio.lookup = new Lookup(List.of(other), List.of());

    for (int minutes = 0; minutes < 10; minutes++) {
      studio.pass(Duration.ofMinutes(1));
      completeWhatRuns();
      events.handle(OK, LEASE);
    }

    assertThat(studio.refreshed).containsExactly("share-new [/]", "share-new [aurora]");
    assertThat(studio.published)
        .endsWith("drive-ready to producers")
        .noneMatch(notice -> notice.startsWith("refresh-not-confirmed"));
    assertThat(refreshes().shares()).containsExactly(new PartnerShare("share-new", ""));
    assertThat(logged().lines().filter(line -> line.contains("\"refused: ")))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"level\":\"WARN\""));
  }

  @Test
  void runWhoseLastShareIsDeletedIsToldAsOneThatNoShareShows() throws Exception {
    studio.faults.put("share-1", "The specified file share was not found.");
    events.handle(OK, LEASE);
    studio.lookup = new Lookup(List.of(), List.of());
    for (int minutes = 0; minutes < 3; minutes++) {
      studio.pass(Duration.ofMinutes(1));
      events.handle(OK, LEASE);
    }
    assertThat(studio.published).endsWith("no-file-share to operations");
    assertThat(events.handle(OK, LEASE)).isEmpty();
  }

  @Test
  void shareThatIsDeletedWhileItsRefreshRunsIsDroppedAfterAnHour() throws Exception {
    FileShare old = new FileShare("share-old", "gateway-1", "landing", "aurora/");
    FileShare other = new FileShare("share-new", "gateway-2", "landing", "aurora/");
    studio.lookup = new Lookup(List.of(old, other), List.of());
    events.handle(OK, LEASE);
    events.handle(complete("id-2"), LEASE);
    studio.lookup = new Lookup(List.of(other), List.of());
    studio.pass(Duration.ofMinutes(59));
    assertThat(events.handle(OK, LEASE)).isPresent();
    studio.pass(Duration.ofMinutes(1));
    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(studio.published).endsWith("drive-ready to producers");
    RunId next = new RunId("borealis", ALARMED, false);
    assertThat(studio.store.reserve("gateway-1", next, studio.now, RESERVED, RESERVED))
        .as("the gateway is free")
        .isTrue();
  }

  @Test
  void shareOfAGatewayThatCanNotDescribeItIsNotTakenForDeleted() throws Exception {
    events.handle(OK, LEASE);
    studio.lookup = new Lookup(List.of(), List.of("gateway-1"));
    studio.pass(Duration.ofHours(5));
    assertThat(events.handle(OK, LEASE)).isPresent();
    assertThat(refreshes().shares()).hasSize(1);
    studio.lookupFailure = new IllegalStateException("Storage Gateway is down");
    studio.pass(Duration.ofMinutes(30));
    assertThat(events.handle(OK, LEASE)).isPresent();

    studio.pass(Duration.ofHours(3));
    events.handle(OK, LEASE);
    events.handle(complete("id-1"), LEASE);
    assertThat(studio.published).as("late, but true").endsWith("drive-ready to producers");
  }

  @Test
  void folderThatTheGatewayRefusesIsMadeUpForByThePartnersWholeFolder() throws Exception {
    studio.delivery = LISTED;
    studio.lookup =
        new Lookup(List.of(new FileShare("share-1", "gateway-1", "landing", "")), List.of());
    studio.faults.put("aurora/shots/sc010", "The folder aurora/shots/sc010 is not valid.");
    for (int minutes = 0; minutes < 12; minutes++) {
      events.handle(OK, LEASE);
      studio.pass(Duration.ofMinutes(1));
      completeWhatRuns();
    }
    assertThat(studio.refreshed)
        .containsExactly("share-1 [/, _landfall, _landfall/aurora]", "share-1 [aurora]");
    assertThat(studio.published).endsWith("drive-ready to producers");
    assertThat(logged().lines().filter(line -> line.contains("is not valid")))
        .hasSize(4)
        .allMatch(line -> line.contains("\"level\":\"WARN\""))
        .last()
        .asString()
        .contains("the partner's whole folder is refreshed instead");
  }

  @Test
  void shareThatRefusesEverythingHoldsUpNoOtherOfItsGatewayAndIsToldInAwsWords() throws Exception {
    studio.lookup =
        new Lookup(
            List.of(
                new FileShare("share-1", "gateway-1", "landing", "aurora/"),
                new FileShare("share-2", "gateway-1", "landing", "aurora/")),
            List.of());
    studio.faults.put("share-1", "no");
    for (int minutes = 0; minutes < 10; minutes++) {
      events.handle(OK, LEASE);
      studio.pass(Duration.ofMinutes(1));
      completeWhatRuns();
    }
    assertThat(studio.refreshed).containsExactly("share-2 [/]");
    studio.pass(Duration.ofHours(6));
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("refresh-not-confirmed to operations");
    assertThat(refreshes().all().get(0).said()).isEqualTo("no");
  }

  @Test
  void lostCompletionHoldsUpOtherPartnersForAnHourAtMost() throws Exception {
    events.handle(OK, LEASE);
    RunId other = new RunId("borealis", ALARMED, false);
    studio.pass(Duration.ofMinutes(59));
    assertThat(studio.store.reserve("gateway-1", other, studio.now, RESERVED, RESERVED)).isFalse();
    studio.pass(Duration.ofMinutes(2));
    assertThat(studio.store.reserve("gateway-1", other, studio.now, RESERVED, RESERVED)).isTrue();
  }

  @Test
  void secondAlarmOfAnUnconfirmedRunIsNotAnnounced() throws Exception {
    events.handle(ALARM, LEASE);
    studio.transfer = busy("the finder is running");
    events.handle(OK, LEASE);
    Instant again = ALARMED.plusSeconds(900);
    events.handle(alarm(again), LEASE);
    studio.transfer = StubStudio.OVER;
    assertThat(events.handle(OK, LEASE)).as("the run is busy again").isEmpty();
    assertThat(studio.published).containsExactly("transfer-started to producers");

    events.handle(ok(again, again.plusSeconds(600)), LEASE);
    assertThat(studio.published)
        .containsExactly("transfer-started to producers", "transfer-ended to producers");
  }

  @Test
  void endIsToldOnlyWhenTheArrivalsAreDrainedAndCollected() throws Exception {
    studio.unreadArrivals = 7;
    assertThat(events.handle(OK, LEASE)).contains(Duration.ofMinutes(1));
    assertThat(studio.published).containsExactly("transfer-started to producers");
    assertThat(studio.collected).isEmpty();
    assertThat(logged()).contains("7 messages of arrivals are not in parts yet");

    studio.unreadArrivals = 0;
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("transfer-ended to producers");
    assertThat(studio.collected)
        .containsExactly(NAME + ", failed [], after 1 runs", "forget " + NAME);
    assertThat(recorded().delivery()).contains(StubStudio.COUNTED);
  }

  @Test
  void deliveryNamesWhatFailed() throws Exception {
    studio.failed = new FailedObjects(2, List.of("shots/a.exr", "shots/b.exr"));
    events.handle(OK, LEASE);
    assertThat(studio.collected.get(0)).contains("failed [shots/a.exr, shots/b.exr]");
  }

  @Test
  void whatWasQueuedBeforeTheEndOfTheRunBeforeIsNotAskedFor() throws Exception {
    events.handle(OK, LEASE);
    assertThat(studio.failedSince).as("the first run").isEqualTo(Instant.EPOCH);
    Instant end = recorded().end();

    studio.pass(Duration.ofHours(24));
    Instant later = ALARMED.plusSeconds(86_400);
    events.handle(ok(later, later.plusSeconds(600)), LEASE);
    assertThat(studio.failedSince).isEqualTo(end);
  }

  @Test
  void runKnowsHowTheFinderEndedThatListedForIt() throws Exception {
    FinderEnd died = finder(ALARMED.minusSeconds(60), ALARMED.plusSeconds(30), false);
    events.handle(new FinderStopped(AURORA, died), LEASE);
    assertThat(logged()).contains("\"level\":\"ERROR\"", "exit code 1", "\"partner\":\"aurora\"");

    events.handle(alarm(ALARMED), LEASE);
    FinderEnd refused = finder(ALARMED.plusSeconds(60), ALARMED.plusSeconds(90), true);
    events.handle(new FinderStopped(AURORA, refused), LEASE);
    events.handle(OK, LEASE);

    assertThat(recorded().listingFailure())
        .as("a later one listed nothing")
        .contains("exit code 1");
  }

  @Test
  void finderThatIsNoTaskIsJudgedByItsLog() throws Exception {
    FinderEnd died = finder(ALARMED.minusSeconds(60), ALARMED.plusSeconds(30), false);
    studio.finderByItsLog = Optional.of(died);
    events.handle(OK, LEASE);
    assertThat(recorded().listingFailure()).contains("exit code 1");
    assertThat(logged()).contains("\"level\":\"ERROR\"", "exit code 1");
  }

  @Test
  void finderThatWasStartedAgainAndEndedWellHasListedAll() throws Exception {
    events.handle(
        new FinderStopped(
            AURORA, finder(ALARMED.minusSeconds(90), ALARMED.minusSeconds(80), false)),
        LEASE);
    FinderEnd again = finder(ALARMED.minusSeconds(60), ALARMED.plusSeconds(30), true);
    events.handle(new FinderStopped(AURORA, again), LEASE);
    events.handle(OK, LEASE);

    assertThat(recorded().listingFailure()).isEmpty();
    assertThat(recorded().ended().orElseThrow().finder()).contains(again);
  }

  @Test
  void finderOfTheNightBeforeSaysNothingOfThisOne() throws Exception {
    events.handle(
        new FinderStopped(AURORA, finder(ALARMED.minusSeconds(60), ALARMED.plusSeconds(9), false)),
        LEASE);
    events.handle(OK, LEASE);
    studio.pass(Duration.ofHours(24));
    Instant later = ALARMED.plusSeconds(86_400);
    events.handle(ok(later, later.plusSeconds(600)), LEASE);

    assertThat(recorded().ended().orElseThrow().finder()).isEmpty();
  }

  @Test
  void transferThatDoesNotBeginIsToldOnceADay() throws Exception {
    Due due = new Due(LocalTime.of(16, 0), Duration.ofHours(1));
    Instant first = Instant.parse("2026-11-23T15:30:00Z");
    sweep(first, due);
    sweep(first.plus(Duration.ofHours(1)), due);
    assertThat(logged()).as("it may still begin").doesNotContain("was due");

    sweep(first.plus(Duration.ofMinutes(90)), due);
    sweep(first.plus(Duration.ofHours(2)), due);
    assertThat(logged().lines().filter(line -> line.contains("was due")))
        .hasSize(1)
        .allMatch(
            line -> line.contains("\"ERROR\"") && line.contains("due at 2026-11-23T16:00:00Z"));
    assertThat(studio.published).as("not for a day yet").isEmpty();
    sweep(first.plus(Duration.ofHours(26)), due);
    assertThat(logged()).contains("due at 2026-11-24T16:00:00Z");
    sweep(first.plus(Duration.ofHours(50)), due);
    assertThat(studio.published)
        .as("producers hear of it once")
        .containsExactly("no-transfer of aurora at 2026-11-23T16:00:00Z");
  }

  @Test
  void finderThatWasDueWhileTheTransferBeforeGoesOnIsToldAsRefused() throws Exception {
    Due due = new Due(LocalTime.of(16, 0), Duration.ofHours(1));
    events.handle(ALARM, LEASE);
    studio.transfer = busy("the queue holds messages");
    sweep(ALARMED.plus(Duration.ofHours(1)), due);
    sweep(Instant.parse("2026-11-23T16:30:00Z"), due);
    assertThat(logged()).doesNotContain("left at once");
    sweep(Instant.parse("2026-11-23T17:00:00Z"), due);
    sweep(Instant.parse("2026-11-23T17:30:00Z"), due);
    assertThat(logged().lines().filter(line -> line.contains("left at once")))
        .hasSize(1)
        .allMatch(line -> line.contains("due at 2026-11-23T16:00:00Z") && line.contains("ERROR"));
  }

  @Test
  void transferThatWasDueBeforeAnybodyLookedIsNotLate() throws Exception {
    sweep(Instant.parse("2026-11-23T17:30:00Z"), new Due(LocalTime.of(16, 0), Duration.ofHours(1)));
    assertThat(logged()).doesNotContain("was due");
  }

  @Test
  void transferWhoseFinderEndedOrThatIsBusyIsNotLate() throws Exception {
    Due due = new Due(LocalTime.of(16, 0), Duration.ofHours(1));
    Instant at = Instant.parse("2026-11-23T16:00:00Z");
    sweep(at.minusSeconds(60), due);
    events.handle(
        new FinderStopped(AURORA, finder(at.plusSeconds(5), at.plusSeconds(60), true)), LEASE);
    sweep(at.plus(Duration.ofHours(2)), due);

    studio.transfer = busy("the finder is running");
    sweep(at.plus(Duration.ofHours(26)), due);
    assertThat(logged()).doesNotContain("was due");
  }

  private void sweep(Instant at, Due due) {
    studio.now = at;
    handleSweep(Optional.of(due));
  }

  private static FinderEnd finder(Instant started, Instant stopped, boolean complete) {
    return new FinderEnd("task", started, stopped, complete, complete ? "" : "exit code 1");
  }

  @Test
  void onlyWhatChangedIsRefreshed() throws Exception {
    studio.delivery = LISTED;
    studio.lookup =
        new Lookup(
            List.of(
                new FileShare("share-1", "gateway-1", "landing", ""),
                new FileShare("share-2", "gateway-2", "landing", "aurora/"),
                new FileShare("share-3", "gateway-3", "landing", "borealis/")),
            List.of());
    events.handle(OK, LEASE);
    assertThat(studio.refreshed)
        .containsExactly(
            "share-1 [/, _landfall, aurora, _landfall/aurora, aurora/shots,"
                + " aurora/shots/sc010]",
            "share-2 [/, shots, shots/sc010]");
    assertThat(refreshes().shares())
        .containsExactly(new PartnerShare("share-1", ""), new PartnerShare("share-2", "aurora/"));
    assertThat(logged()).contains("\"step\":\"plan\"", "2 calls for 2 file shares");
  }

  @Test
  void shareThatShowsNothingOfWhatChangedNeedsNoRefresh() throws Exception {
    studio.delivery = LISTED;
    studio.lookup =
        new Lookup(
            List.of(new FileShare("share-1", "gateway-1", "landing", "aurora/plates/")), List.of());
    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(studio.refreshed).isEmpty();
    assertThat(studio.published).endsWith("drive-ready to producers");
  }

  @Test
  void sharePlannedOnceStaysAsItIsWhenAnotherAnswersLater() throws Exception {
    studio.delivery = LISTED;
    FileShare first = new FileShare("share-1", "gateway-1", "landing", "aurora/");
    studio.lookup = new Lookup(List.of(first), List.of("gateway-2"));
    events.handle(OK, LEASE);
    studio.lookup =
        new Lookup(
            List.of(first, new FileShare("share-2", "gateway-2", "landing", "aurora/")), List.of());
    studio.pass(Duration.ofMinutes(1));
    events.handle(OK, LEASE);
    assertThat(studio.refreshed).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void shareThatMissedAnEarlierRunIsRefreshedWhollyByTheNext() throws Exception {
    studio.delivery = LISTED;
    studio.lookup =
        new Lookup(
            List.of(
                new FileShare("share-1", "gateway-1", "landing", ""),
                new FileShare("share-2", "gateway-2", "landing", "")),
            List.of());
    events.handle(OK, LEASE);
    events.handle(complete("id-1"), LEASE);
    studio.refreshed.clear();

    studio.pass(Duration.ofHours(24));
    Instant later = ALARMED.plusSeconds(86_400);
    events.handle(ok(later, later.plusSeconds(600)), LEASE);
    assertThat(studio.refreshed.get(0)).startsWith("share-1 [/, _landfall, aurora, ");
    assertThat(studio.refreshed.get(1)).isEqualTo("share-2 [/, _landfall, _landfall/aurora]");
    events.handle(complete("id-2"), LEASE);
    studio.pass(Duration.ofMinutes(1));
    events.handle(ok(later, later.plusSeconds(600)), LEASE);
    assertThat(studio.refreshed).endsWith("share-2 [aurora]");
  }

  @Test
  void arrivalsThatCannotBeCollectedHoldTheEndUpForAnHourAndThenTheWholeFolderIsRefreshed()
      throws Exception {
    studio.collectFailure = new IllegalStateException("S3 is down");
    events.handle(OK, LEASE);
    studio.pass(Duration.ofMinutes(59));
    assertThat(events.handle(OK, LEASE)).isPresent();
    assertThat(studio.published).containsExactly("transfer-started to producers");
    assertThat(logged()).contains("\"level\":\"ERROR\"", "S3 is down");

    studio.pass(Duration.ofMinutes(1));
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("transfer-ended to producers");
    assertThat(studio.refreshed).containsExactly("share-1 [/]");
    assertThat(recorded().delivery().orElseThrow().known()).isEqualTo(Delivery.Known.NOTHING);
    assertThat(studio.collected).as("it is for a sweep").containsExactly("release " + NAME);
  }

  @Test
  void collectionThatKillsTheFunctionDoesNotKeepPeopleFromHearingOfTheEnd() throws Exception {
    studio.collectDeath = new OutOfMemoryError("a night too large");
    for (int death = 0; death < 3; death++) {
      assertThatThrownBy(() -> events.handle(OK, LEASE)).isSameAs(studio.collectDeath);
      studio.pass(Duration.ofMinutes(20));
    }
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("transfer-ended to producers");
    assertThat(recorded().delivery().orElseThrow().known()).isEqualTo(Delivery.Known.NOTHING);
  }

  @Test
  void collectionWhoseRecordAnOutageKeptBackIsToldWithItsFiguresAfterTheOutage() throws Exception {
    RuntimeException outage = new IllegalStateException("DynamoDB is down");
    studio.whileCollecting = () -> studio.store.failSavesWith(outage);
    assertThatThrownBy(() -> events.handle(OK, LEASE)).isSameAs(outage);
    studio.whileCollecting = () -> {};
    studio.pass(Duration.ofMinutes(70));
    assertThatThrownBy(() -> events.handle(OK, LEASE)).isSameAs(outage);

    studio.store.failSavesWith(null);
    studio.pass(Duration.ofMinutes(5));
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("transfer-ended to producers");
    assertThat(recorded().delivery()).contains(StubStudio.COUNTED);
  }

  @Test
  void collectionThatDiedAfterItWasRecordedIsSettledBeforeTheNext() throws Exception {
    studio.settleFailure = new IllegalStateException("S3 is down");
    events.handle(OK, LEASE);
    assertThat(studio.published).endsWith("transfer-ended to producers");
    assertThat(studio.taken).isEqualTo(NAME);

    studio.settleFailure = null;
    Instant later = ALARMED.plusSeconds(86_400);
    events.handle(ok(later, later.plusSeconds(600)), LEASE);
    assertThat(studio.collected.get(1)).isEqualTo("forget " + NAME);
    assertThat(recorded().delivery()).isPresent();
  }

  @Test
  void runWaitsForACollectionThatAnEarlierOneHasBegun() throws Exception {
    studio.taken = new RunId("aurora", ALARMED.minusSeconds(86_400), true);
    studio.store.save(Run.swept("aurora", studio.taken.start()));
    assertThat(events.handle(OK, LEASE)).isPresent();
    assertThat(studio.collected).isEmpty();
    assertThat(logged()).contains("an earlier run's collection was broken off and comes first");
  }

  @Test
  void whatArrivesOutsideOfATransferIsRefreshedWithoutANotice() throws Exception {
    studio.delivery = LISTED;
    studio.waiting =
        new Waiting(1, 3, 60, 0, SWEEP.at().minusSeconds(601), SWEEP.at().minusSeconds(601));
    studio.now = SWEEP.at();
    events.handle(SWEEP, LEASE);
    assertThat(studio.refreshed).containsExactly("share-1 [/, shots, shots/sc010]");
    events.handle(complete("id-1"), LEASE);
    assertThat(events.handle(SWEEP, LEASE)).as("delivered again").isEmpty();
    assertThat(studio.published).isEmpty();
    assertThat(studio.refreshed).hasSize(1);
    Run sweep = studio.store.find(new RunId("aurora", SWEEP.at(), true)).orElseThrow();
    assertThat(sweep.onDrive()).isPresent();
    assertThat(studio.store.latest("aurora")).as("a sweep is no run").isEmpty();
  }

  @Test
  void sweepWithNothingToDoLeavesNoTrace() throws Exception {
    studio.now = SWEEP.at();
    assertThat(events.handle(SWEEP, LEASE)).isEmpty();
    assertThat(studio.store.recent("aurora", 10)).isEmpty();
  }

  @Test
  void sweepLeavesToATransferWhatItMayHaveBrought() throws Exception {
    studio.now = SWEEP.at();
    studio.waiting =
        new Waiting(1, 3, 60, 0, SWEEP.at().minusSeconds(599), SWEEP.at().minusSeconds(599));
    events.handle(SWEEP, LEASE);
    studio.waiting =
        new Waiting(1, 3, 60, 0, SWEEP.at().minusSeconds(3600), SWEEP.at().minusSeconds(3600));
    studio.transfer = busy("the finder is running");
    events.handle(SWEEP, LEASE);
    events.handle(ALARM, LEASE);
    studio.transfer = StubStudio.OVER;
    events.handle(SWEEP, LEASE);
    assertThat(studio.collected).isEmpty();
    assertThat(studio.refreshed).isEmpty();
  }

  @Test
  void sweepThatCannotBeCollectedIsTriedAgainWithoutRefreshingTheWholeFolder() throws Exception {
    studio.now = SWEEP.at();
    studio.waiting =
        new Waiting(1, 3, 60, 0, SWEEP.at().minusSeconds(3600), SWEEP.at().minusSeconds(3600));
    studio.collectFailure = new IllegalStateException("S3 is down");
    assertThat(events.handle(SWEEP, LEASE)).isPresent();
    studio.pass(Duration.ofHours(7));
    assertThat(events.handle(SWEEP, LEASE)).contains(Duration.ofMinutes(15));
    assertThat(studio.refreshed).isEmpty();
    studio.collectFailure = null;
    events.handle(SWEEP, LEASE);
    assertThat(studio.refreshed).hasSize(1);
  }

  @Test
  void longRunIsToldEachDayOnce() throws Exception {
    events.handle(ALARM, LEASE);
    studio.waiting = new Waiting(0, 1_000, 5_000_000, 0, null, null);
    studio.transfer = new TransferState.Busy(List.of("the finder is running"), 0, true);
    for (int halfHours = 0; halfHours < 49 * 2; halfHours++) {
      studio.pass(Duration.ofMinutes(30));
      assertThat(events.handle(new Sweep(AURORA, studio.now, Optional.empty()), LEASE)).isEmpty();
    }
    assertThat(studio.published)
        .containsExactly(
            "transfer-started to producers",
            "transfer-continues to producers, day 1",
            "transfer-continues to producers, day 2");
    ProgressSnapshot progress = recorded().progress().orElseThrow();
    assertThat(progress)
        .isEqualTo(
            new ProgressSnapshot(
                2, progress.at(), 1_000, 5_000_000, 0, true, 0, 0, true, ALARMED, null));
    assertThat(studio.collected).as("nothing is in parts").isEmpty();
  }

  @Test
  void whatADayOfALongRunBroughtIsOnTheDriveBeforeItIsTold() throws Exception {
    events.handle(ALARM, LEASE);
    studio.transfer = new TransferState.Busy(List.of("the queue holds messages"), 20, false);
    studio.waiting = new Waiting(2, 3, 60, 0, ALARMED, ALARMED.plusSeconds(80_000));
    sweepEachHalfHour(23);
    assertThat(studio.collected).isEmpty();

    sweepEachHalfHour(2);
    assertThat(studio.collected).hasSize(2).first().asString().contains("sweep");
    assertThat(studio.published).as("its refresh runs").doesNotContain(DAY_1);
    studio.waiting = new Waiting(1, 4, 40, 0, studio.now, studio.now);
    completeWhatRuns();
    assertThat(studio.published).endsWith(DAY_1);
    ProgressSnapshot told = recorded().progress().orElseThrow();
    assertThat(List.of(told.objects(), told.bytes())).containsExactly(7L, 100L);
    assertThat(List.of(told.objectsOnDrive(), told.bytesOnDrive())).containsExactly(3L, 60L);
    sweepEachHalfHour(5);
    assertThat(studio.collected).as("once a day").hasSize(2);

    studio.transfer = StubStudio.OVER;
    events.handle(ok(ALARMED, studio.now), LEASE);
    completeWhatRuns();
    assertThat(studio.published)
        .endsWith("transfer-ended to producers", "drive-ready to producers");
    assertThat(recorded().delivery().orElseThrow().all()).isEqualTo(new Totals(6, 120));
    assertThat(recorded().delivery().orElseThrow().before()).isEqualTo(new Totals(3, 60));
  }

  @Test
  void dayThatCannotReachTheDriveIsToldWhenItsRefreshIsGivenUp() throws Exception {
    events.handle(ALARM, LEASE);
    studio.transfer = new TransferState.Busy(List.of("the queue holds messages"), 20, false);
    studio.waiting = new Waiting(2, 3, 60, 0, ALARMED, ALARMED.plusSeconds(90_000));
    sweepEachHalfHour(29);
    assertThat(studio.published).doesNotContain(DAY_1);
    studio.waiting = new Waiting(0, 0, 0, 0, null, null);
    sweepEachHalfHour(3);
    assertThat(studio.published).endsWith(DAY_1);
    assertThat(recorded().progress().orElseThrow().objectsOnDrive()).isZero();
  }

  @Test
  void endOfALongRunRefreshesWholeWhatADayHasNotRefreshedYet() throws Exception {
    studio.delivery = LISTED;
    studio.lookup =
        new Lookup(List.of(new FileShare("share-1", "gateway-1", "landing", "")), List.of());
    events.handle(ALARM, LEASE);
    studio.transfer = new TransferState.Busy(List.of("the queue holds messages"), 20, false);
    studio.waiting = new Waiting(2, 3, 60, 0, ALARMED, ALARMED.plusSeconds(90_000));
    sweepEachHalfHour(25);
    studio.waiting = new Waiting(0, 0, 0, 0, null, null);
    studio.transfer = StubStudio.OVER;
    events.handle(ok(ALARMED, studio.now), LEASE);
    assertThat(refreshes().all()).anyMatch(refresh -> refresh.call().recursive());
  }

  @Test
  void transferInWhichNothingArrivesForSixHoursHasStalled() throws Exception {
    events.handle(ALARM, LEASE);
    studio.transfer = new TransferState.Busy(List.of("the queue holds messages"), 20, false);
    sweepEachHalfHour(5);
    assertThat(studio.published).containsExactly("transfer-started to producers");
    sweepEachHalfHour(3);
    assertThat(studio.published).endsWith("transfer-stalled to producers, day 1");
    assertThat(logged()).contains("\"level\":\"ERROR\"", "nothing has arrived for hours");
    sweepEachHalfHour(8);
    assertThat(studio.published).hasSize(2);

    studio.waiting = new Waiting(1, 1, 10, 0, studio.now, studio.now);
    sweepEachHalfHour(5);
    assertThat(recorded().progress().flatMap(ProgressSnapshot::stalledSince)).isEmpty();
  }

  @Test
  void timeThatIsLeftFollowsFromWhatTheQueueLostSinceTheFinderWasThrough() throws Exception {
    events.handle(ALARM, LEASE);
    studio.transfer = new TransferState.Busy(List.of("the finder is running"), 200, true);
    sweepEachHalfHour(2);
    studio.transfer = new TransferState.Busy(List.of("the queue holds messages"), 100, false);
    sweepEachHalfHour(2);
    studio.transfer = new TransferState.Busy(List.of("the queue holds messages"), 75, false);
    sweepEachHalfHour(2);
    // A quarter in three hours.
    assertThat(recorded().progress().flatMap(ProgressSnapshot::remaining))
        .contains(Duration.ofHours(9));
  }

  /** For so many hours. */
  private void sweepEachHalfHour(int hours) {
    for (int halfHours = 0; halfHours < hours * 2; halfHours++) {
      studio.pass(Duration.ofMinutes(30));
      events.handle(new Sweep(AURORA, studio.now, Optional.empty()), LEASE);
    }
  }

  @Test
  void nightThatBroughtNothingNewIsToldOnceIfSomebodyWantsToKnow() throws Exception {
    studio.quietNights = true;
    events = studio.events();
    studio.now = ALARMED;
    handleSweep(Optional.empty());
    FinderEnd end = finder(ALARMED.plusSeconds(60), ALARMED.plusSeconds(120), true);
    events.handle(new FinderStopped(AURORA, end), LEASE);
    studio.pass(Duration.ofMinutes(16));
    handleSweep(Optional.empty());
    assertThat(studio.published).as("the alarm may still come").isEmpty();

    studio.pass(Duration.ofMinutes(2));
    handleSweep(Optional.empty());
    handleSweep(Optional.empty());
    assertThat(studio.published).containsExactly("nothing-new of aurora at " + end.stopped());
  }

  @Test
  void nightThatBroughtSomethingOrWhoseFinderDiedIsNotToldAsQuiet() throws Exception {
    studio.quietNights = true;
    events = studio.events();
    studio.now = ALARMED;
    handleSweep(Optional.empty());
    events.handle(new FinderStopped(AURORA, finder(ALARMED, ALARMED.plusSeconds(9), false)), LEASE);
    studio.pass(Duration.ofHours(1));
    handleSweep(Optional.empty());

    events.handle(
        new FinderStopped(AURORA, finder(studio.now, studio.now.plusSeconds(9), true)), LEASE);
    studio.pass(Duration.ofHours(1));
    studio.waiting = new Waiting(1, 1, 10, 0, studio.now, studio.now);
    handleSweep(Optional.empty());
    studio.waiting = new Waiting(0, 0, 0, 0, null, null);
    handleSweep(Optional.empty());
    assertThat(studio.published).isEmpty();
  }

  private void handleSweep(Optional<Due> due) {
    events.handle(new Sweep(AURORA, studio.now, due), LEASE);
  }

  @Test
  void whatWasQueuedAndNeitherCameNorFailedNorWasWithdrawnIsNotAccountedFor() throws Exception {
    studio.delivery = LISTED;
    long came = LISTED.objects();
    events.handle(
        new FinderStopped(AURORA, finder(ALARMED.minusSeconds(60), ALARMED.plusSeconds(9), true)),
        LEASE);
    studio.failed = new FailedObjects(2, List.of());
    studio.queued = OptionalLong.of(came + 2 + 3 + 4);
    studio.withdrawn = OptionalLong.of(3);
    events.handle(OK, LEASE);
    assertThat(studio.queuedFrom).isEqualTo(ALARMED.minusSeconds(60));
    assertThat(recorded().unaccounted()).isEqualTo(4);
    assertThat(logged()).contains("4 objects were queued, and neither came nor failed");
    completeWhatRuns();

    studio.failed = FailedObjects.NONE;
    studio.delivery =
        new Delivery(
            Delivery.Known.EACH_OBJECT, 3, 9, 0, 1, null, null, List.of(), List.of(), null);
    studio.pass(Duration.ofHours(2));
    studio.waiting = new Waiting(1, 3, 9, 0, studio.now.minusSeconds(900), studio.now);
    handleSweep(Optional.empty());
    assertThat(recorded().unaccounted()).as("three came later").isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-5, 0", ", 0"})
  void nobodyIsToldADifferenceThatIsNoneOrIsNotKnown(Long more, long told) throws Exception {
    studio.delivery = LISTED;
    events.handle(
        new FinderStopped(AURORA, finder(ALARMED.minusSeconds(60), ALARMED.plusSeconds(9), true)),
        LEASE);
    studio.queued = more == null ? OptionalLong.empty() : OptionalLong.of(LISTED.objects() + more);
    events.handle(OK, LEASE);
    assertThat(recorded().unaccounted()).isEqualTo(told);
    assertThat(logged()).doesNotContain("ERROR");
  }

  @Test
  void noticeThatFailedIsSentAgain() throws Exception {
    studio.failure = new IllegalStateException("SNS is down");
    assertThatThrownBy(() -> events.handle(ALARM, LEASE)).isSameAs(studio.failure);
    studio.failure = null;
    events.handle(ALARM, LEASE);
    assertThat(studio.published).containsExactly("transfer-started to producers");
    assertThat(logged()).contains("begun before and not recorded as done; doing it again");
  }

  @Test
  void eventWaitsWhileAnotherOfThePartnerIsBeingHandled() throws Exception {
    studio.store.lease("aurora", studio.now, LEASE);
    assertThat(events.handle(ALARM, LEASE)).contains(Duration.ofSeconds(5));
    studio.pass(LEASE.plusSeconds(1));
    assertThat(events.handle(ALARM, LEASE)).as("its holder died").isEmpty();
  }

  @Test
  void runOfAVersionThatKeptNoTransferGoesOnWithThePartnersNextMessage() throws Exception {
    events.handle(OK, LEASE);
    studio.store.save(withoutTransfer(recorded()));

    assertThat(events.handle(complete("id-1"), LEASE)).isEmpty();
    assertThat(studio.published).doesNotContain("drive-ready to producers");
    assertThat(logged()).contains("refresh id-1 is complete; its run of aurora");

    assertThat(events.handle(OK, LEASE)).isEmpty();
    assertThat(studio.published).endsWith("drive-ready to producers");
    assertThat(recorded().transfer()).contains(AURORA);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void hundredDeliveriesInParallelAndOutOfOrderTellEverythingOnce(long seed) throws Exception {
    List<RunEvent> deliveries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      deliveries.add(ALARM);
      deliveries.add(OK);
      deliveries.add(complete("id-1"));
    }
    Collections.shuffle(deliveries, new Random(seed));
    deliverUntilDone(new ArrayDeque<>(deliveries));
    assertThat(studio.published)
        .containsExactly(
            "transfer-started to producers",
            "transfer-ended to producers",
            "drive-ready to producers");
    assertThat(studio.refreshed).containsExactly("share-1 [/]");
  }

  /** Four at a time, as Lambda would; what is not done with is delivered again, later. */
  private void deliverUntilDone(Deque<RunEvent> queue) throws Exception {
    ExecutorService lambda = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; !queue.isEmpty(); round++) {
        assertThat(round).as("rounds of delivery").isLessThan(10_000);
        List<RunEvent> batch = new ArrayList<>();
        while (batch.size() < 8 && !queue.isEmpty()) {
          batch.add(queue.poll());
        }
        List<Callable<Optional<Duration>>> calls =
            batch.stream()
                .<Callable<Optional<Duration>>>map(event -> () -> events.handle(event, LEASE))
                .toList();
        List<Future<Optional<Duration>>> results = lambda.invokeAll(calls);
        for (int i = 0; i < results.size(); i++) {
          if (results.get(i).get().isPresent()) {
            queue.add(batch.get(i));
          }
        }
      }
    } finally {
      lambda.shutdownNow();
    }
  }

  private void completeWhatRuns() throws Exception {
    List<String> running = List.copyOf(studio.ids);
    studio.ids.removeAll(running);
    for (String id : running) {
      events.handle(new RefreshComplete(id, studio.now), LEASE);
    }
  }

  private static Run withoutTransfer(Run run) {
    return new Run(
        run.id(),
        Optional.empty(),
        run.phase(),
        run.progress(),
        run.delivery(),
        run.refreshes(),
        run.steps(),
        run.version());
  }

  private String logged() {
    return studio.logged.toString(StandardCharsets.UTF_8);
  }

  private static TransferState busy(String reason) {
    return new TransferState.Busy(List.of(reason), 0, false);
  }

  private Refreshes refreshes() {
    return recorded().refreshes().orElseThrow();
  }

  private Run recorded() {
    return studio.store.latest("aurora").orElseThrow();
  }

  private static RunEvent alarm(Instant at) {
    return new AlarmChange(AURORA, AlarmChange.State.ALARM, at, at);
  }

  private static RunEvent ok(Instant alarmedAt, Instant at) {
    return new AlarmChange(AURORA, AlarmChange.State.OK, alarmedAt, at);
  }

  private static RunEvent complete(String id) {
    return new RefreshComplete(id, ALARMED.plusSeconds(1200));
  }
}
