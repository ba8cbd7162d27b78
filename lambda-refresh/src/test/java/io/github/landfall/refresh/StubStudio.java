package io.github.landfall.refresh;

import io.github.landfall.refresh.run.Gateways;
import io.github.landfall.refresh.run.InMemoryRunStore;
import io.github.landfall.refresh.run.Notices;
import io.github.landfall.refresh.run.Run;
import io.github.landfall.refresh.run.RunProgress;
import io.github.landfall.refresh.run.RunStore;
import io.github.landfall.refresh.run.Step;
import io.github.landfall.refresh.run.TransferState;
import io.github.landfall.refresh.run.Transfers;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
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

/**
 * A studio whose transfers and gateways do as a test says, and that writes down what it is told.
 */
final class StubStudio implements Transfers, Gateways, Notices, InstantSource {

  static final TransferState OVER = new TransferState(false, 0, 0, 0, false, 0);

  final List<String> published = Collections.synchronizedList(new ArrayList<>());
  final List<String> refreshed = Collections.synchronizedList(new ArrayList<>());
  final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  final Map<String, String> refusals = new HashMap<>();
  final RunStore store = new InMemoryRunStore();
  final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  TransferState transfer = OVER;
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
        new RunProgress(store, this, this, this, log, this, settings.refreshDeadline(), "landing");
    return new RunEvents(settings, store, progress, log, this);
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
  public Lookup shares() {
    if (lookupFailure != null) {
      throw lookupFailure;
    }
    return lookup;
  }

  @Override
  public Outcome refresh(String share, RefreshPlan.Call call) {
    if (refreshFailures.containsKey(share)) {
      throw refreshFailures.get(share);
    }
    String refusal = refusals.get(share);
    if (refusal != null) {
      return new Outcome.NotNow(refusal);
    }
    refreshed.add(share + " " + call.folders());
    String id = "id-" + refreshed.size();
    ids.add(id);
    return new Outcome.Started(id);
  }

  @Override
  public void publish(Step.Publish notice, Run run) {
    if (failure != null) {
      throw failure;
    }
    published.add(notice.name());
  }
}
