package io.github.landfall.refresh;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.TransferRecords;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.run.Arrivals;
import io.github.landfall.refresh.run.Gateways;
import io.github.landfall.refresh.run.InMemoryRunStore;
import io.github.landfall.refresh.run.NightWatch;
import io.github.landfall.refresh.run.Notices;
import io.github.landfall.refresh.run.RunProgress;
import io.github.landfall.refresh.run.Step;
import io.github.landfall.refresh.share.ChangedFolders;
import io.github.landfall.refresh.share.FileShare;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A studio whose transfers and gateways do as a test says, and that writes down what it is told.
 */
final class StubStudio
    implements Transfers, TransferRecords, Arrivals, Gateways, Notices, InstantSource {

  static final TransferState OVER = new TransferState.Over();

  /** So many objects that the whole folder is refreshed: few folders are for tests of the plan. */
  static final Delivery COUNTED =
      new Delivery(Delivery.Known.TOTALS, 3, 60, 0, 0, null, null, List.of(), List.of(), null);

  final List<String> published = Collections.synchronizedList(new ArrayList<>());
  final List<String> refreshed = Collections.synchronizedList(new ArrayList<>());
  final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  final Map<String, String> refusals = new HashMap<>();

  /** What AWS says to a call for its own sake, by its share or one of its folders. */
  final Map<String, String> faults = new HashMap<>();

  final InMemoryRunStore store = new InMemoryRunStore();
  final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  final List<String> collected = Collections.synchronizedList(new ArrayList<>());
  TransferState transfer = OVER;
  int unreadArrivals;
  FailedObjects failed = FailedObjects.NONE;
  Instant failedSince;
  OptionalLong queued = OptionalLong.empty();
  OptionalLong withdrawn = OptionalLong.of(0);
  Instant queuedFrom;
  Optional<FinderEnd> finderByItsLog = Optional.empty();
  Waiting waiting = new Waiting(0, 0, 0, 0, null, null);
  boolean quietNights;
  RunId taken;
  Delivery delivery = COUNTED;
  Error collectDeath;
  RuntimeException collectFailure;
  Runnable whileCollecting = () -> {};
  RuntimeException settleFailure;
  Lookup lookup =
      new Lookup(List.of(new FileShare("share-1", "gateway-1", "landing", "aurora/")), List.of());
  RuntimeException failure;
  RuntimeException lookupFailure;
  final Map<String, RuntimeException> refreshFailures = new HashMap<>();
  volatile Instant now = Instant.parse("2026-11-22T16:05:20Z");

  RunEvents events() {
    FunctionSettings settings = FunctionSettings.from(FunctionSettingsTest.ENVIRONMENT);
    JsonLog log = log();
    RunProgress progress =
        new RunProgress(
            store,
            store,
            store,
            store,
            this,
            this,
            this,
            this,
            this,
            log,
            this,
            settings.refreshDeadline(),
            "landing");
    NightWatch nights = new NightWatch(store, store, this, this, this, log, this, quietNights);
    return new RunEvents(store, store, store, nights, progress, log, this);
  }

  JsonLog log() {
    return new JsonLog(new PrintStream(logged, true, StandardCharsets.UTF_8), this);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public TransferState observe(WatchedTransfer watched) {
    return transfer;
  }

  @Override
  public int unread(String partner) {
    return unreadArrivals;
  }

  @Override
  public FailedObjects failed(WatchedTransfer watched, Instant since) {
    failedSince = since;
    return failed;
  }

  @Override
  public OptionalLong queued(WatchedTransfer watched, Instant from, Instant to) {
    queuedFrom = from;
    return queued;
  }

  @Override
  public Optional<FinderEnd> finder(WatchedTransfer watched, Instant from, Instant to) {
    return finderByItsLog;
  }

  @Override
  public OptionalLong withdrawn(WatchedTransfer watched, Instant since) {
    return withdrawn;
  }

  @Override
  public Waiting waiting(String partner) {
    return waiting;
  }

  @Override
  public Optional<RunId> taken(String partner) {
    return Optional.ofNullable(taken);
  }

  @Override
  public Delivery collect(
      Run run, List<String> failed, List<Run> earlier, UnaryOperator<Delivery> finish) {
    taken = run.id();
    whileCollecting.run();
    if (collectDeath != null) {
      throw collectDeath;
    }
    if (collectFailure != null) {
      throw collectFailure;
    }
    collected.add("%s, failed %s, after %d runs".formatted(run.id(), failed, earlier.size()));
    return finish.apply(delivery);
  }

  @Override
  public ChangedFolders changed(RunId run) {
    return new ChangedFolders(Set.of("aurora/shots/sc010", "_landfall/aurora"), Set.of());
  }

  @Override
  public void forget(RunId run) {
    settle("forget ", run);
  }

  @Override
  public void release(Run run, List<Run> earlier) {
    settle("release ", run.id());
  }

  private void settle(String how, RunId run) {
    if (settleFailure != null) {
      throw settleFailure;
    }
    if (run.equals(taken)) {
      collected.add(how + run);
      taken = null;
    }
  }

  @Override
  public Lookup shares() {
    if (lookupFailure != null) {
      throw lookupFailure;
    }
    return lookup;
  }

  @Override
  public Outcome refresh(String share, RefreshCall call) {
    if (refreshFailures.containsKey(share)) {
      throw refreshFailures.get(share);
    }
    String refusal = refusals.get(share);
    if (refusal != null) {
      return new Outcome.NotNow(refusal);
    }
    for (String fault : faults.keySet()) {
      if (share.equals(fault) || call.folders().contains(fault)) {
        return new Outcome.Refused(faults.get(fault));
      }
    }
    refreshed.add(share + " " + call.folders());
    String id = "id-" + refreshed.size();
    ids.add(id);
    return new Outcome.Started(id);
  }

  @Override
  public void publish(NightNotice notice, String partner, Instant time) {
    published.add(notice.text() + " of " + partner + " at " + time);
  }

  @Override
  public void publish(Step.Publish notice, Run run) {
    if (failure != null) {
      throw failure;
    }
    published.add(notice.name());
  }
}
