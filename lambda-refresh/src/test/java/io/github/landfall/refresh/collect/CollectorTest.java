package io.github.landfall.refresh.collect;

import static io.github.landfall.refresh.collect.Deliveries.PARTNER;
import static io.github.landfall.refresh.collect.Deliveries.START;
import static io.github.landfall.refresh.collect.Deliveries.created;
import static io.github.landfall.refresh.collect.Deliveries.delivery;
import static io.github.landfall.refresh.collect.Deliveries.failed;
import static io.github.landfall.refresh.collect.Deliveries.removed;
import static io.github.landfall.refresh.collect.Deliveries.run;
import static io.github.landfall.refresh.collect.Deliveries.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.notice.Language;
import io.github.landfall.refresh.run.Arrivals;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.PlanLimits;
import io.github.landfall.refresh.share.RefreshPlan;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CollectorTest {

  private static final String HOME = "northlight/";
  private static final String TAKEN = HOME + "taken.txt";
  private static final String REPORT = "_landfall/northlight/2026-11-24-000007";
  private static final Run RUN = run(START);
  private static final Run SWEEP = Run.swept(PARTNER, START.plusSeconds(7200));

  private final BucketInMemory bucket = new BucketInMemory();
  private final Collector collector = collector(bucket);

  @Test
  void whatWaitsIsCountedFromNamesAlone() {
    assertThat(collector.waiting(PARTNER)).isEqualTo(new Arrivals.Waiting(0, 0, 0, 0, null, null));

    bucket.add(PARTNER, removed("northlight/a", "1"), removed("northlight/b", "1"));
    bucket.add(PARTNER, created("northlight/a", 30, "2"), created("northlight/b", 12, "2"));
    bucket.add(PartName.prefix(PARTNER) + "notes.txt", "not Landfall's");
    bucket.add("northlight-2", created("northlight-2/a", 30, "2"));

    assertThat(collector.waiting(PARTNER))
        .isEqualTo(new Arrivals.Waiting(2, 2, 42, 2, START.plusSeconds(60), START.plusSeconds(90)));
  }

  @Test
  void reportLiesInThePartnersFolderOfReportsUnderItsLocalStart() {
    bucket.add(PARTNER, created("northlight/ep1/镜头 010.exr", 30, "1"));

    Delivery delivery = collector.collect(RUN, failed(), List.of(), UnaryOperator.identity());

    assertThat(delivery.report()).isEqualTo(REPORT);
    assertThat(delivery.objects()).isEqualTo(1);
    assertThat(delivery.failed()).isEqualTo(failed());
    assertThat(bucket.keys("_landfall/northlight/"))
        .containsExactly(REPORT + ".csv", REPORT + ".html", "_landfall/northlight/index.html");
    assertThat(bucket.text(REPORT + ".csv"))
        .contains("2026-11-24T00:01:07+08:00,created,30,northlight/ep1,northlight/ep1/镜头 010.exr");
    assertThat(bucket.text(REPORT + ".html"))
        .contains("\"objects\":1,\"bytes\":30")
        .contains(
            "\"missing\":2,\"listingFailure\":null,\"unaccounted\":0,\"failed\":[\"northlight/failed.mov\"]");
    assertThat(bucket.type(REPORT + ".csv")).isEqualTo("text/csv; charset=utf-8");
    assertThat(bucket.type(REPORT + ".html")).isEqualTo("text/html; charset=utf-8");
  }

  @Test
  void namesThatWindowsDoesNotShowHaveATableThatGoesWithTheReport() {
    bucket.add(PARTNER, created("northlight/a?", 30, "1"), created("northlight/b", 1, "1"));

    Delivery delivery = collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    assertThat(delivery.notShown()).isEqualTo(1);
    assertThat(bucket.text(REPORT + "-names.csv"))
        .isEqualTo("\uFEFFproblem,folder,key\r\nforbidden-character,northlight,northlight/a?\r\n");
    bucket.add(REPORT + "-sweep.html", "another report");
    collector.release(with(RUN, uncounted()), List.of());
    assertThat(bucket.keys("_landfall/northlight/2")).containsExactly(REPORT + "-sweep.html");
  }

  @Test
  void listIsCheckedWhenItComesAndAgainAtEachRunUntilItIsComplete() {
    String list = "northlight/ep1/ep1.mhl";
    bucket.add(
        list, "<hashlist version='1.1'><hash><file>a</file><size>3</size></hash></hashlist>");
    bucket.add(PARTNER, created(list, 70, "1"));

    Run first = collected(run(START.minus(Duration.ofDays(3))), List.of());
    Run sweep = collected(Run.swept(PARTNER, START.minus(Duration.ofDays(2))), List.of(first));
    Run second = collected(run(START.minus(Duration.ofDays(1))), List.of(sweep, first));
    bucket.add("northlight/ep1/a", "abc");
    Run third = collected(RUN, List.of(second, sweep, first));
    Run fourth = collected(run(START.plus(Duration.ofDays(1))), List.of(third, second, first));

    DeliveryLists incomplete =
        new DeliveryLists(
            0,
            0,
            List.of(
                new Incomplete(
                    list, 1, 1, 0, null, List.of(new Difference("northlight/ep1/a", 3, null)))));
    assertThat(lists(first)).isEqualTo(incomplete);
    assertThat(lists(sweep)).isNull();
    assertThat(lists(second)).isEqualTo(incomplete);
    assertThat(lists(third)).isEqualTo(new DeliveryLists(1, 1, List.of()));
    assertThat(lists(fourth)).isNull();
    assertThat(bucket.text(second.delivery().orElseThrow().report() + "-lists.csv"))
        .isEqualTo(
            """
            \uFEFFlist,problem,bytes listed,bytes,key\r
            northlight/ep1/ep1.mhl,absent,3,,northlight/ep1/a\r
            """);
    assertThat(bucket.keys()).doesNotContain(REPORT + "-lists.csv");
  }

  @Test
  void listThatASweepFindsIncompleteIsTheNextRunsToTell() {
    String list = "northlight/ep1/ep1.mhl";
    bucket.add(list, "<hashlist version='1.1'><hash><file>a</file></hash></hashlist>");
    Run before = collected(run(START.minus(Duration.ofDays(3))), List.of());
    bucket.add(PARTNER, created(list, 70, "1"));
    Run sweep = collected(Run.swept(PARTNER, START.minus(Duration.ofDays(2))), List.of(before));
    bucket.add("northlight/ep1/a", "abc");

    assertThat(lists(sweep).incomplete()).hasSize(1);
    assertThat(lists(collected(RUN, List.of(sweep, before))))
        .isEqualTo(new DeliveryLists(1, 1, List.of()));
  }

  private Run collected(Run run, List<Run> others) {
    Run collected =
        run.withDelivery(
            collector.collect(run, List.of(), others, UnaryOperator.identity()), run.end());
    collector.forget(run.id());
    return collected;
  }

  private static DeliveryLists lists(Run run) {
    return run.delivery().orElseThrow().lists();
  }

  @Test
  void onlyReportsAreInTheBucketThatDrivesShow() {
    BucketInMemory landing = new BucketInMemory();
    Collector collector =
        new Collector(partner -> 0, bucket, landing, ZoneId.of("Asia/Shanghai"), Language.ENGLISH);
    bucket.add(PARTNER, created("northlight/a", 30, "1"));

    collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    assertThat(landing.keys())
        .containsExactly(REPORT + ".csv", REPORT + ".html", "_landfall/northlight/index.html");
    assertThat(bucket.keys()).isNotEmpty().allMatch(key -> key.startsWith(HOME));
    collector.forget(RUN.id());
    assertThat(landing.keys()).hasSize(3);
    assertThat(bucket.keys(PartName.prefix(PARTNER))).isEmpty();
  }

  @Test
  void reportOfATransferThatBroughtNothingSaysSo() {
    Delivery delivery = collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    assertThat(delivery)
        .isEqualTo(
            new Delivery(Delivery.Known.EACH_OBJECT, 0, 0, 0, 0, null, null, null, null, REPORT));
    assertThat(bucket.text(REPORT + ".html")).contains("\"objects\":0");
    assertThat(plan(RUN).get(0).folders()).contains("_landfall/northlight");
  }

  @Test
  void sweepThatFindsNothingLeavesNoReport() {
    Delivery delivery = collector.collect(SWEEP, List.of(), List.of(), UnaryOperator.identity());

    assertThat(delivery.report()).isNull();
    assertThat(bucket.keys("_landfall/northlight/")).isEmpty();
    assertThat(plan(SWEEP)).isEmpty();
  }

  @Test
  void sweepsReportIsNamedAsOne() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"));

    assertThat(collector.collect(SWEEP, List.of(), List.of(), UnaryOperator.identity()).report())
        .isEqualTo("_landfall/northlight/2026-11-24-020007-sweep");
  }

  @Test
  void eventThatIsInTwoPartsCountsOnce() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"), created("northlight/b", 12, ""));
    bucket.add(PARTNER, created("northlight/a", 30, "1"), created("northlight/c", 1, "2"));
    bucket.add(PARTNER, created("northlight/b", 12, ""));

    Delivery delivery = collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    assertThat(List.of(delivery.objects(), delivery.bytes())).containsExactly(3L, 43L);
    assertThat(bucket.text(REPORT + ".csv").lines()).hasSize(1 + 3);
  }

  @Test
  void listOfRunsLeadsToTheReportsThatThereAre() {
    Run first = run(START.minus(Duration.ofDays(3)));
    Run uncounted = run(START.minus(Duration.ofDays(2)));
    Run open = run(START.plusSeconds(1), null, null);
    List<Run> earlier =
        List.of(
            open,
            with(RUN, delivery(99, "_landfall/northlight/older")),
            with(uncounted, delivery(0, null)),
            run(START.minus(Duration.ofDays(1))),
            with(first, delivery(5, "_landfall/northlight/2026-11-21-000007")));
    bucket.add(PARTNER, created("northlight/a", 30, "1"));

    collector.collect(RUN, List.of(), earlier, UnaryOperator.identity());

    String index = bucket.text("_landfall/northlight/index.html");
    assertThat(index.substring(index.indexOf("id=\"rows\">[") + 11).lines().limit(4))
        .containsExactly(
            "[\"2026-11-24-000007\",%s,false,1,30,0,2],".formatted(times(RUN)),
            "[null,%s,false,0,0,0,2],".formatted(times(run(START.minus(Duration.ofDays(1))))),
            "[null,%s,false,0,0,1,2],".formatted(times(uncounted)),
            "[\"2026-11-21-000007\",%s,false,5,50,1,2]]</script>".formatted(times(first)));
  }

  @Test
  void partsAreTheRunsUntilTheyAreForgotten() {
    PartName part = bucket.add(PARTNER, created("northlight/a", 30, "1"));
    Delivery delivery = collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());
    bucket.add(PARTNER, created("northlight/b", 12, "1"));

    assertThat(collector.taken(PARTNER)).contains(RUN.id());
    assertThat(bucket.text(TAKEN)).isEqualTo("2026-11-23T16:00:07Z run\n" + part.key() + "\n");
    assertThat(collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity()))
        .isEqualTo(delivery);

    collector.forget(RUN.id());
    assertThat(collector.taken(PARTNER)).isEmpty();
    assertThat(collector.waiting(PARTNER).bytes()).as("what came since").isEqualTo(12);
  }

  @Test
  void partsThatAreGivenBackAreAnotherRuns() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"));
    collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    collector.release(with(RUN, uncounted()), List.of());

    assertThat(collector.taken(PARTNER)).isEmpty();
    assertThat(collector.collect(SWEEP, List.of(), List.of(), UnaryOperator.identity()).objects())
        .isEqualTo(1);
    assertThat(collector.taken(PARTNER)).contains(SWEEP.id());
  }

  @Test
  void runThatWasGivenUpLeavesNothingBesideTheSweepsHoweverFarItGot() {
    Map<String, String> expected = sweptAfterGivingUp(0, Integer.MAX_VALUE).content();
    assertThat(expected.keySet()).noneMatch(key -> key.startsWith(REPORT));
    for (int writes = 1; writes < 8; writes++) {
      for (int given = 0; given < 4; given++) {
        assertThat(sweptAfterGivingUp(writes, given).content())
            .as("collected with %d writes, given back with %d before it was", writes, given)
            .isEqualTo(expected);
      }
    }
  }

  /** A run is given up after so many writes, and a sweep collects what it had taken. */
  private static BucketInMemory sweptAfterGivingUp(int writes, int writesOfGivingBack) {
    BucketInMemory bucket = new BucketInMemory();
    Collector collector = collector(bucket);
    Run before = run(START.minus(Duration.ofDays(1)));
    bucket.add(PARTNER, created("northlight/ep1/a", 1, "1"), created("northlight/ep2/a", 1, "1"));
    Run earlier =
        with(before, collector.collect(before, List.of(), List.of(), UnaryOperator.identity()));
    collector.forget(before.id());
    bucket.add(PARTNER, created("northlight/ep1/b", 30, "2"), removed("northlight/ep2/a", "2"));
    bucket.add(PARTNER, created("northlight/ep3/c", 2, "3"));

    bucket.dieAfter(writes);
    try {
      collector.collect(RUN, failed(), List.of(earlier), UnaryOperator.identity());
    } catch (BucketInMemory.Died outage) {
      // The run is given up.
    }
    Run givenUp = with(RUN, uncounted());
    bucket.dieAfter(writesOfGivingBack);
    try {
      collector.release(givenUp, List.of(earlier));
    } catch (BucketInMemory.Died outage) {
      // It is done by whoever finds it.
    }
    bucket.dieAfter(Integer.MAX_VALUE);
    collector.release(givenUp, List.of(earlier));
    assertThat(bucket.keys()).noneMatch(key -> key.startsWith(REPORT));

    collector.collect(SWEEP, List.of(), List.of(givenUp, earlier), UnaryOperator.identity());
    collector.forget(SWEEP.id());
    // What changed in the run is nobody's any more, and goes after two weeks.
    bucket.delete(bucket.keys(HOME + "changed/20261123T160007000Z-run-"));
    return bucket;
  }

  @Test
  void listOfRunsDoesNotLeadToTheReportOfARunThatWasGivenUp() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"));
    collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    collector.release(with(RUN, uncounted()), List.of());

    assertThat(bucket.text("_landfall/northlight/index.html"))
        .contains("[null,%s,false,0,0,0,2]".formatted(times(RUN)));
  }

  private static Delivery uncounted() {
    return new Delivery(Delivery.Known.NOTHING, 0, 0, 0, 0, null, null, null, failed(), null);
  }

  @Test
  void partsOfAnotherRunAreNeitherCollectedNorForgottenNorGivenBack() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"));
    collector.collect(SWEEP, List.of(), List.of(), UnaryOperator.identity());
    RunId sameStart = new RunId(PARTNER, SWEEP.start(), false);

    collector.forget(sameStart);
    collector.release(run(SWEEP.start()), List.of());

    assertThat(collector.taken(PARTNER)).contains(SWEEP.id());
    assertThat(collector.waiting(PARTNER).objects()).isEqualTo(1);
    assertThatThrownBy(() -> collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("2026-11-23T16:00:07Z run", "2026-11-23T18:00:07Z sweep");
  }

  @Test
  void nothingIsForgottenOrGivenBackWhereNothingIsTaken() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"));

    collector.forget(RUN.id());
    collector.release(RUN, List.of());

    assertThat(bucket.keys()).hasSize(1);
  }

  @Test
  void whatIsNoPartStaysWhereItIs() {
    String foreign = PartName.prefix(PARTNER) + "notes.txt";
    bucket.add(foreign, "not Landfall's");

    assertThat(collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity()).objects())
        .isZero();
    collector.forget(RUN.id());

    assertThat(bucket.keys()).contains(foreign);
  }

  @Test
  void collectionThatIsBrokenOffAnywhereEndsAsIfItHadNotBeen() {
    Map<String, String> expected = collectedAfterDeath(Integer.MAX_VALUE).content();
    assertThat(expected.keySet())
        .as("reports, list, changed folders and a part")
        .hasSize(4 + 1 + 2 + 1);

    int writes = 0;
    BucketInMemory died;
    do {
      died = collectedAfterDeath(writes);
      assertThat(died.content()).as("died after %d writes", writes).isEqualTo(expected);
      writes++;
    } while (died.died());
    assertThat(writes).as("also before the first write and after the last").isEqualTo(8 + 1);
  }

  /** Collects and forgets, dies after so many writes, and goes on as a run does. */
  private static BucketInMemory collectedAfterDeath(int writes) {
    BucketInMemory bucket = new BucketInMemory();
    Collector collector = collector(bucket);
    Run before = run(START.minus(Duration.ofDays(1)));
    bucket.add(PARTNER, created("northlight/ep1/a", 1, "1"), created("northlight/ep2/a", 1, "1"));
    Run earlier =
        with(before, collector.collect(before, List.of(), List.of(), UnaryOperator.identity()));
    collector.forget(before.id());
    bucket.add(PARTNER, created("northlight/ep1/b", 30, "2"), removed("northlight/ep2/a", "2"));
    bucket.add(PARTNER, created("northlight/ep1/b", 30, "2"), created("northlight/ep3/c", 2, "3"));

    Delivery delivery = null;
    bucket.dieAfter(writes);
    try {
      delivery = collector.collect(RUN, failed(), List.of(earlier), UnaryOperator.identity());
      collector.forget(RUN.id());
    } catch (BucketInMemory.Died e) {
      bucket.dieAfter(Integer.MAX_VALUE);
    }
    // Comes in between. Before anything was taken it would be this run's, and rightly so.
    if (writes > 0) {
      bucket.add(PARTNER, created("northlight/ep9/late", 5, "9"));
    }
    if (delivery == null) {
      delivery = collector.collect(RUN, failed(), List.of(earlier), UnaryOperator.identity());
    }
    collector.forget(RUN.id());
    if (writes == 0) {
      bucket.add(PARTNER, created("northlight/ep9/late", 5, "9"));
    }
    assertThat(List.of(delivery.objects(), delivery.bytes(), delivery.removed()))
        .as("after %d writes", writes)
        .containsExactly(2L, 32L, 1L);
    return bucket;
  }

  @Test
  void folderIsRefreshedForWhatChangedInIt() {
    Run next = nextDay(RUN);
    bucket.add(
        PARTNER,
        created("northlight/ep1/new", 1, "1"),
        removed("northlight/odd/two\nlines/0", "1"),
        created("northlight/ep3/empty/", 0, "1"));
    collector.collect(next, List.of(), List.of(), UnaryOperator.identity());
    collector.forget(next.id());

    assertThat(folders(plan(next)))
        .contains("/", "northlight", "northlight/ep1", "northlight/ep3", "northlight/ep3/empty")
        .contains("_landfall", "_landfall/northlight")
        .as("the nearest folder that RefreshCache can be told of")
        .contains("northlight/odd")
        .doesNotContain("northlight/ep2");
  }

  @Test
  void runsChangesAreKnownAlsoAfterALaterRunWasCollected() {
    Run next = nextDay(RUN);
    bucket.add(PARTNER, created("northlight/ep1/new", 1, "1"));
    collector.collect(next, List.of(), List.of(), UnaryOperator.identity());
    collector.forget(next.id());
    List<RefreshCall> asked = plan(next);
    Run later = nextDay(next);
    bucket.add(PARTNER, created("northlight/ep2/new", 1, "1"));
    collector.collect(later, List.of(), List.of(), UnaryOperator.identity());
    collector.forget(later.id());

    assertThat(plan(next)).isEqualTo(asked);
    assertThat(folders(plan(later))).contains("northlight/ep2").doesNotContain("northlight/ep1");
  }

  @Test
  void folderThatIsNotToldApartIsRefreshedWithThePartnersWholeFolder() {
    List<FolderLine> changed = new ArrayList<>();
    changed.add(new FolderLine("northlight/ep1", false));
    changed.add(new FolderLine("northlight", true));
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      new FolderIndex(bucket).keep(RUN, changed.stream(), temporary);
    }

    assertThat(plan(RUN)).contains(new RefreshCall(List.of("northlight"), true));
  }

  @Test
  void changesAreKeptForTwoWeeksAfterTheEndHoweverLongTheRun() {
    Instant ended = START.plus(Duration.ofDays(40));
    Run seeding = run(START, ended, null);
    collector.collect(seeding, List.of(), List.of(), UnaryOperator.identity());
    collector.forget(seeding.id());

    Run within = run(ended.plus(Duration.ofDays(13)));
    collector.collect(within, List.of(), List.of(), UnaryOperator.identity());
    collector.forget(within.id());
    assertThat(plan(seeding)).isNotEmpty();

    Run after = run(ended.plus(Duration.ofDays(15)));
    collector.collect(after, List.of(), List.of(), UnaryOperator.identity());
    assertThat(plan(within)).isNotEmpty();
    assertThatThrownBy(() -> collector.changed(seeding.id()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "2026-11-23T16:00:07Z run", HOME + "changed/20261123T160007000Z-run-");
  }

  @Test
  void tooMuchForOneInvocationIsKnownByItsTotals() {
    PartName most =
        new PartName(PARTNER, START, "0123456789abcdef", Collector.MAX_ARRIVALS - 1, 7, 1);
    bucket.add(most.key(), "not read");
    PartName more = bucket.add(PARTNER, removed("northlight/a", "1"));

    Delivery delivery = collector.collect(RUN, failed(), List.of(), UnaryOperator.identity());

    assertThat(delivery)
        .isEqualTo(
            new Delivery(
                Delivery.Known.TOTALS,
                Collector.MAX_ARRIVALS - 1,
                7,
                2,
                0,
                START,
                null,
                List.of(),
                failed(),
                null));
    collector.forget(RUN.id());
    assertThat(bucket.keys()).doesNotContain(most.key(), more.key(), TAKEN);
  }

  @Test
  void tooManyPartsForOneInvocationAreNotRead() {
    for (int i = 0; i <= Collector.MAX_PARTS; i++) {
      bucket.add(new PartName(PARTNER, START, "%016x".formatted(i), 1, 7, 0).key(), "not read");
    }

    Delivery delivery = collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    assertThat(delivery.known()).isEqualTo(Delivery.Known.TOTALS);
    assertThat(delivery.objects()).isEqualTo(Collector.MAX_PARTS + 1);
  }

  @Test
  void partThatCannotBeReadIsNamed() {
    String key = new PartName(PARTNER, START, "0123456789abcdef", 1, 7, 0).key();
    bucket.add(key, "no part");

    assertThatThrownBy(() -> collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(key);
    assertThat(bucket.files()).isNotEmpty().noneMatch(Files::exists);
  }

  @Test
  void everyOneOfManyPartsIsRead() {
    for (int i = 0; i < 100; i++) {
      bucket.add(PARTNER, created("northlight/" + i, 1, "1"));
    }

    assertThat(collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity()).objects())
        .isEqualTo(100);
    assertThat(bucket.text(REPORT + ".csv").lines()).hasSize(1 + 100);
  }

  @Test
  void partThatIsGoneIsNotTakenForNothing() {
    PartName part = bucket.add(PARTNER, created("northlight/a", 30, "1"));
    collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());
    bucket.delete(List.of(part.key()));

    assertThatThrownBy(() -> collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(part.key());
  }

  @Test
  void noFileIsLeftBehind() {
    bucket.add(PARTNER, created("northlight/a", 30, "1"));
    collector.collect(RUN, List.of(), List.of(), UnaryOperator.identity());

    assertThat(bucket.files()).hasSize(5).noneMatch(Files::exists);
    assertThat(bucket.files()).noneMatch(file -> Files.exists(file.getParent()));
  }

  @Test
  void spoiltListOfTakenPartsIsNamed() {
    for (String spoilt :
        List.of(
            "",
            "yesterday run\n",
            "2026-11-23T16:00:07Z walk\n",
            "2026-11-23T16:00:07Z\n",
            "2026-11-23T16:00:07Z run\nnorthlight/plate.exr\n")) {
      bucket.add(TAKEN, spoilt);
      assertThatThrownBy(() -> collector.taken(PARTNER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(TAKEN);
    }
  }

  private static Collector collector(BucketInMemory bucket) {
    return new Collector(
        partner -> 0, bucket, bucket, ZoneId.of("Asia/Shanghai"), Language.ENGLISH);
  }

  private static Run nextDay(Run run) {
    return run(run.start().plus(Duration.ofDays(1)));
  }

  private List<RefreshCall> plan(Run run) {
    FileShare share = new FileShare("share-1", "sgw-1", "landing", "");
    return RefreshPlan.of(
        share, "landing", PARTNER, collector.changed(run.id()), PlanLimits.among(1, List.of()));
  }

  private static List<String> folders(List<RefreshCall> plan) {
    return plan.stream().flatMap(call -> call.folders().stream()).toList();
  }

  private static String times(Run run) {
    return "%d,%d"
        .formatted(run.start().getEpochSecond() + 8 * 3600, run.end().getEpochSecond() + 8 * 3600);
  }
}
