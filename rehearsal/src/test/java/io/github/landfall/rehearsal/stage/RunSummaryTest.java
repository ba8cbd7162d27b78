package io.github.landfall.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.PartnerShare;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {

  private static final Instant START = Instant.parse("2026-11-22T16:02:00Z");
  private static final String REPORT = "_landfall/aurora/2026-11-23-000200";

  @Test
  void lineTellsWhatCameWhatWasPlannedAndWhereTheReportLies() {
    Delivery delivery = delivery(Delivery.Known.EACH_OBJECT, REPORT);

    assertThat(RunSummary.of(run(delivery, 1)))
        .isEqualTo(
            new RunSummary(
                "aurora",
                "transfer: 1 object, 37 B in 1 folder, 2 removed; 1 call planned; report "
                    + REPORT
                    + ".html"));
  }

  @Test
  void runTellsHowLongItsLastObjectTookToTheDrive() {
    FolderRefresh done =
        FolderRefresh.planned("s", "g", new RefreshCall(List.of("/"), false))
            .startedAt(START.plusSeconds(430), "id")
            .completedAt(START.plusSeconds(560));
    Run run =
        Run.opened("aurora", START)
            .withPhase(Phase.Ended.at(START, START.plusSeconds(420)))
            .withDelivery(delivery(Delivery.Known.EACH_OBJECT, REPORT), START.plusSeconds(425))
            .withRefreshes(
                new Refreshes(List.of(new PartnerShare("s", "")), List.of(done), List.of()));

    assertThat(RunSummary.of(run).line())
        .endsWith(
            "; on the drive 9:20 after its last object: end confirmed 7:00, collected 0:10, refreshed 2:10");
  }

  @Test
  void whatIsNotKnownIsLeftOutOrSaid() {
    assertThat(RunSummary.of(Run.swept("aurora", START)).line()).isEqualTo("sweep");
    assertThat(RunSummary.of(run(delivery(Delivery.Known.TOTALS, null), -1)).line())
        .isEqualTo("transfer: 1 object, 37 B, not listed, 2 removed");
    assertThat(
            RunSummary.of(
                    run(
                        new Delivery(
                            Delivery.Known.NOTHING, 0, 0, 0, 0, null, null, null, null, null),
                        2))
                .line())
        .isEqualTo("transfer: not counted; 2 calls planned");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, '0 objects, 0 B'",
    "1, 999, '1 object, 999 B'",
    "2, 43050, '2 objects, 43.1 kB'",
    "3, 69000000, '3 objects, 69.0 MB'",
  })
  void amountsAreForPeople(long objects, long bytes, String amount) {
    assertThat(RunSummary.amount(objects, bytes)).isEqualTo(amount);
  }

  private static Delivery delivery(Delivery.Known known, String report) {
    return new Delivery(known, 1, 37, 2, 1, START, START, List.of(), List.of(), report);
  }

  /** A run with so many calls planned; below none, they are not planned yet. */
  private static Run run(Delivery delivery, int calls) {
    Run collected =
        Run.opened("aurora", START)
            .withPhase(Phase.Ended.at(START, START))
            .withDelivery(delivery, START);
    FolderRefresh planned = FolderRefresh.planned("s", "g", new RefreshCall(List.of("/"), false));
    return calls < 0
        ? collected
        : collected.withRefreshes(
            new Refreshes(List.of(), Collections.nCopies(calls, planned), List.of()));
  }
}
