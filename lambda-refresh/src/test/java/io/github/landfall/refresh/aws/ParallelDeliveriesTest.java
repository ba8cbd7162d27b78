package io.github.landfall.refresh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.run.StepName;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.TransferRecords;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.run.Arrivals;
import io.github.landfall.refresh.run.Completions;
import io.github.landfall.refresh.run.Gateways;
import io.github.landfall.refresh.run.Leases;
import io.github.landfall.refresh.run.Leases.Lease;
import io.github.landfall.refresh.run.Notices;
import io.github.landfall.refresh.run.RunAssignment;
import io.github.landfall.refresh.run.RunLog;
import io.github.landfall.refresh.run.RunProgress;
import io.github.landfall.refresh.run.RunStore;
import io.github.landfall.refresh.run.Step;
import io.github.landfall.refresh.share.ChangedFolders;
import io.github.landfall.refresh.share.FileShare;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is delivered of one run comes many times, at the same time, in any order. */
class ParallelDeliveriesTest {

  private static final int DELIVERIES = 100;
  private static final Instant ALARMED = Instant.parse("2026-11-22T16:05:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final WatchedTransfer TRANSFER =
      new WatchedTransfer("aurora", "q", "d", "c", "f", null, "t", null);
  private static final List<RunEvent> EVENTS =
      List.of(
          new AlarmChange(TRANSFER, AlarmChange.State.ALARM, ALARMED, ALARMED),
          new AlarmChange(TRANSFER, AlarmChange.State.OK, ALARMED, ALARMED.plusSeconds(600)),
          new RefreshComplete("id-1", ALARMED.plusSeconds(700)),
          new RefreshComplete("id-2", ALARMED.plusSeconds(800)));

  private static LocalRunsTable table;

  private volatile Instant now = ALARMED.plusSeconds(620);
  private final List<String> published = Collections.synchronizedList(new ArrayList<>());
  private final List<String> collected = Collections.synchronizedList(new ArrayList<>());
  private final List<String> refreshed = Collections.synchronizedList(new ArrayList<>());
  private final List<String> unexpected = Collections.synchronizedList(new ArrayList<>());
  private final RunsTable items = table.empty();
  private final RunStore store = new StoredRuns(items);
  private final Leases leases = new StoredLeases(items);
  private final Completions completions = new StoredCompletions(items);
  private final RunProgress progress =
      new RunProgress(
          store,
          completions,
          new StoredReservations(items),
          new StoredFinders(items),
          new TransferThatIsOver(),
          new NoRecords(),
          new MoreThanCanBeListed(),
          new OneShareOnTheWholeBucket(),
          new Told(),
          new Log(),
          () -> now,
          Duration.ofHours(6),
          "landing");

  @BeforeAll
  static void start() throws IOException {
    table = new LocalRunsTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void hundredDeliveriesTellEverythingOnceAndRefreshOnce(long seed) throws Exception {
    List<RunEvent> pending = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      pending.add(EVENTS.get(i % EVENTS.size()));
    }
    Collections.shuffle(pending, new Random(seed));

    while (!pending.isEmpty()) {
      assertThat(now).as("nobody is done with %s", pending).isBefore(ALARMED.plusSeconds(20_000));
      pending = deliver(pending);
      now = now.plusSeconds(20);
    }

    assertThat(published)
        .containsExactly(
            "transfer-started to producers",
            "transfer-ended to producers",
            "drive-ready to producers");
    assertThat(collected).containsExactly("aurora", "aurora forgotten");
    assertThat(refreshed).containsExactly("share-1 [/]", "share-1 [aurora]");
    assertThat(unexpected).isEmpty();
    assertThat(store.latest("aurora").orElseThrow().start()).isEqualTo(ALARMED);
  }

  /** Delivers events at once; returns those that are to come again. */
  private List<RunEvent> deliver(List<RunEvent> events) throws Exception {
    List<Boolean> again =
        AtOnce.call(
            events.stream().<Callable<Boolean>>map(event -> () -> comesAgain(event)).toList());
    List<RunEvent> rest = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (again.get(i)) {
        rest.add(events.get(i));
      }
    }
    return rest;
  }

  private boolean comesAgain(RunEvent event) {
    if (event instanceof RefreshComplete complete) {
      Optional<RunId> run =
          completions.complete(complete.notificationId(), complete.completedAt(), now);
      return run.isPresent() && leased(event);
    }
    return leased(event);
  }

  private boolean leased(RunEvent event) {
    Optional<Lease> lease = leases.lease(TRANSFER.partner(), now, LEASE);
    if (lease.isEmpty()) {
      return true;
    }
    try {
      return progress.advance(run(event), TRANSFER).isPresent();
    } finally {
      leases.release(lease.get());
    }
  }

  private Run run(RunEvent event) {
    Optional<Run> latest = store.latest(TRANSFER.partner());
    if (event instanceof AlarmChange change) {
      Run run = RunAssignment.of(change, latest, latest);
      return latest.filter(run::equals).isPresent() ? run : store.save(run);
    }
    return latest.orElseThrow();
  }

  private static final class TransferThatIsOver implements Transfers {

    @Override
    public TransferState observe(WatchedTransfer transfer) {
      return new TransferState.Over();
    }

    @Override
    public FailedObjects failed(WatchedTransfer transfer, Instant since) {
      return FailedObjects.NONE;
    }
  }

  /** So the partner's whole folder is refreshed. */
  private final class MoreThanCanBeListed implements Arrivals {

    @Override
    public int unread(String partner) {
      return 0;
    }

    @Override
    public Waiting waiting(String partner) {
      return new Waiting(1, 1_000_000, 1_000_000, 0, ALARMED, ALARMED);
    }

    @Override
    public Optional<RunId> taken(String partner) {
      return Optional.empty();
    }

    @Override
    public Delivery collect(
        Run run, List<String> failed, List<Run> earlier, UnaryOperator<Delivery> finish) {
      collected.add(run.partner());
      return new Delivery(
          Delivery.Known.TOTALS,
          1_000_000,
          1_000_000,
          0,
          2000,
          ALARMED,
          ALARMED.plusSeconds(600),
          List.of(),
          failed,
          null);
    }

    @Override
    public ChangedFolders changed(RunId run) {
      throw new IllegalStateException("the folders are not known");
    }

    @Override
    public void forget(RunId run) {
      collected.add(run.partner() + " forgotten");
    }

    @Override
    public void release(Run run, List<Run> earlier) {
      throw new IllegalStateException("nothing is to be given back");
    }
  }

  private final class OneShareOnTheWholeBucket implements Gateways {

    @Override
    public Lookup shares() {
      return new Lookup(List.of(new FileShare("share-1", "gateway-1", "landing", "")), List.of());
    }

    @Override
    public Outcome refresh(String share, RefreshCall call) {
      synchronized (refreshed) {
        refreshed.add(share + " " + call.folders());
        return new Outcome.Started("id-" + refreshed.size());
      }
    }
  }

  private final class Log implements RunLog {

    @Override
    public void done(Run run, StepName step, String message) {}

    @Override
    public void later(Run run, StepName step, String message) {}

    @Override
    public void failed(Run run, StepName step, RuntimeException reason) {
      unexpected.add(step + ": " + reason);
    }

    @Override
    public void error(Run run, StepName step, String message) {
      unexpected.add(step + ": " + message);
    }

    @Override
    public void begunBefore(Run run, String step) {
      unexpected.add(step + ": begun before");
    }

    @Override
    public void unexpected(Run run, StepName step, String message) {
      unexpected.add(step + ": " + message);
    }
  }

  private final class Told implements Notices {

    @Override
    public void publish(Step.Publish notice, Run run) {
      published.add(notice.name());
    }

    @Override
    public void publish(NightNotice notice, String partner, Instant time) {
      published.add(notice.text());
    }
  }

  private static final class NoRecords implements TransferRecords {

    @Override
    public OptionalLong queued(WatchedTransfer transfer, Instant from, Instant to) {
      return OptionalLong.empty();
    }

    @Override
    public Optional<FinderEnd> finder(WatchedTransfer transfer, Instant from, Instant to) {
      return Optional.empty();
    }

    @Override
    public OptionalLong withdrawn(WatchedTransfer transfer, Instant since) {
      return OptionalLong.empty();
    }
  }
}
