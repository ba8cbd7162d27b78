package io.github.landfall.contract.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.landfall.contract.drive.WindowsName;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.Members;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RunItemsTest {

  private static final Instant START = Instant.parse("2026-11-22T16:05:00Z");

  @Test
  void attributesAreThoseThatOperatorsRead() {
    Run run =
        Run.opened("aurora", START)
            .withTransfer(new WatchedTransfer("aurora", "q", "d", null, null, null, "t", null))
            .withPhase(
                new Phase.Ended(
                    START,
                    START.plusSeconds(60),
                    new FailedObjects(3, List.of("a.mov")),
                    Optional.of(
                        new FinderEnd("task", START, START.plusSeconds(9), false, "exit code 1"))))
            .withDelivery(Delivery.uncounted(List.of("a.mov")), START)
            .withRefreshes(Refreshes.NONE)
            .withPublished("transfer-started to producers", START)
            .withStep("collect")
            .withVersion(4);

    Map<String, AttributeValue> item = RunItems.item(run);

    assertThat(item)
        .containsOnlyKeys(
            "partner",
            "run",
            "start",
            "sweep",
            "transfer",
            "lastAlarm",
            "ended",
            "failedObjects",
            "failedKeys",
            "finder",
            "delivery",
            "shares",
            "refreshes",
            "unreadGateways",
            "published",
            "stepInProgress",
            "version");
    assertThat(item.get("run").s()).isEqualTo("2026-11-22T16:05:00.000Z");
    assertThat(RunItems.run(item)).isEqualTo(run);
  }

  @Test
  void allThatIsKnownOfARunIsReadAgain() {
    DriveNames names =
        new DriveNames(
            2,
            List.of(new DriveNames.NotShown("aurora/CON", WindowsName.Problem.RESERVED_NAME)),
            1);
    DeliveryLists lists =
        new DeliveryLists(
            3,
            70,
            List.of(
                new DeliveryLists.Incomplete(
                    "aurora/a.mhl",
                    9,
                    1,
                    1,
                    null,
                    List.of(
                        new DeliveryLists.Difference("aurora/x", 5, 4L),
                        new DeliveryLists.Difference("aurora/y", -1, null))),
                new DeliveryLists.Incomplete(
                    "aurora/b.mhl", 0, 0, 0, "line 3: no size", List.of())));
    Delivery delivery =
        new Delivery(
            Delivery.Known.EACH_OBJECT,
            5_000_000_000L,
            7_000_000_000_000_000L,
            3,
            2,
            START,
            START.plusMillis(1),
            List.of(new Delivery.FolderFigure("aurora/ep1", 4, 5)),
            List.of("aurora/bad"),
            "_landfall/aurora/x",
            6,
            8L,
            new Delivery.Totals(9, 10),
            names,
            DriveNames.NONE,
            lists);
    FolderRefresh refresh =
        new FolderRefresh(
            "share",
            "gateway",
            new RefreshCall(List.of("/aurora/ep1"), false),
            START,
            "id",
            START.plusSeconds(1),
            2,
            "busy");
    Run run =
        Run.opened("aurora", START)
            .withTransfer(
                new WatchedTransfer("aurora", "q", "d", "cluster", "family", "merge", "t", "logs"))
            .withProgress(
                new ProgressSnapshot(
                    1,
                    START,
                    2,
                    3,
                    4,
                    true,
                    5,
                    6,
                    true,
                    START.plusSeconds(3),
                    new ProgressSnapshot.Backlog(START, 7)))
            .withDelivery(delivery, START)
            .withRefreshes(
                new Refreshes(
                    List.of(new PartnerShare("share", "aurora/")),
                    List.of(
                        refresh,
                        FolderRefresh.planned(
                            "share", "gateway", new RefreshCall(List.of("/"), true))),
                    List.of("gateway-2")));

    assertThat(RunItems.run(RunItems.item(run))).isEqualTo(run);
  }

  @Test
  void busyAndQuietRunsAreToldApart() {
    Run busy = Run.opened("aurora", START);
    Run quiet = busy.withPhase(new Phase.Quiet(START, START.plusSeconds(60)));

    assertThat(RunItems.item(busy)).doesNotContainKeys("quiet", "ended", "shares");
    assertThat(RunItems.run(RunItems.item(busy))).isEqualTo(busy);
    assertThat(RunItems.item(quiet)).containsKey("quiet").doesNotContainKey("ended");
    assertThat(RunItems.run(RunItems.item(quiet))).isEqualTo(quiet);
  }

  @Test
  void sweepLiesUnderItsOwnKeyAndHasNoAlarm() {
    Run sweep = Run.swept("aurora", START);
    Map<String, AttributeValue> item = RunItems.item(sweep);

    assertThat(item.get("partner").s()).isEqualTo("sweep#aurora");
    assertThat(item).doesNotContainKey("lastAlarm");
    assertThat(RunItems.run(item)).isEqualTo(sweep);
  }

  @Test
  void itemOfAnEarlierVersionStaysReadable() throws JsonProcessingException {
    Run run =
        read(
            """
            {'partner':'aurora','run':'2026-11-22T16:05:00.000Z','start':'2026-11-22T16:05:00Z',
             'sweep':false,'lastAlarm':'2026-11-22T16:05:00Z','quiet':'2026-11-22T17:00:00Z',
             'ended':'2026-11-22T17:02:00Z','missing':3,
             'interim':{'day':1,'at':'2026-11-23T16:05:00Z','objects':2,'bytes':30,'waiting':4,
                        'finding':true},
             'shares':[{'arn':'s','prefix':''}],'cost':{'lists':4},'refreshes':[],'unreadGateways':[],
             'published':{'transfer-started to producers':'2026-11-22T16:05:20Z'},
             'inHand':'collect','version':7,'writeId':'w'}
            """);

    assertThat(run.phase())
        .isEqualTo(
            new Phase.Ended(
                START,
                START.plusSeconds(57 * 60),
                new FailedObjects(3, List.of()),
                Optional.empty()));
    assertThat(run.progress()).map(ProgressSnapshot::objects).contains(2L);
    assertThat(run.steps().inProgress()).contains("collect");
    assertThat(run.transfer()).isEmpty();
    assertThat(run.refreshes())
        .contains(new Refreshes(List.of(new PartnerShare("s", "")), List.of(), List.of()));
    assertThat(run.version()).isEqualTo(7);
  }

  @Test
  void sweepOfAnEarlierVersionStaysReadable() throws JsonProcessingException {
    Run sweep =
        read(
            """
            {'partner':'sweep#aurora','run':'2026-11-22T16:05:00.000Z',
             'start':'2026-11-22T16:05:00Z','sweep':true,'ended':'2026-11-22T16:05:00Z',
             'missing':0,'unreadGateways':[],'published':{},'version':1}
            """);

    assertThat(sweep).isEqualTo(Run.swept("aurora", START).withVersion(1));
    assertThat(sweep.refreshes()).isEqualTo(Optional.empty());
  }

  @Test
  void itemThatIsNoRunIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> read("{'partner':'aurora','run':'-','start':'yesterday'}"))
        .withMessageContaining("aurora")
        .withMessageContaining("-");
  }

  private static Run read(String json) throws JsonProcessingException {
    return RunItems.run(Members.of(Json.read(json.replace('\'', '"'))));
  }
}
