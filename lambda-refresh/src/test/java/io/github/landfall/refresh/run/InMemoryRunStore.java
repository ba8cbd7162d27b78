package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.contract.transfer.FinderEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The runs table's rules, in memory; the table itself is tried in the rehearsal. */
public final class InMemoryRunStore
    implements RunStore, Leases, Completions, Reservations, Finders {

  private record Held(String holder, Instant until) {}

  private record Partition(String partner, boolean sweep) {}

  private final Map<Partition, NavigableMap<Instant, Run>> runs = new HashMap<>();
  private final Map<String, Held> leases = new HashMap<>();
  private final Map<String, Held> gateways = new HashMap<>();
  private final Map<String, Instant> calls = new HashMap<>();
  private final Map<String, RunId> bound = new HashMap<>();
  private final Map<String, Instant> completed = new HashMap<>();
  private final Map<String, FinderEnd> finders = new HashMap<>();
  private final Map<String, Watch> watches = new HashMap<>();
  private RuntimeException outage;

  /** Lets runs be written no more, until it is called with null. */
  public synchronized void failSavesWith(RuntimeException failure) {
    outage = failure;
  }

  @Override
  public synchronized Optional<Lease> lease(String partner, Instant now, Duration length) {
    Held held = leases.get(partner);
    if (held != null && !held.until().isBefore(now)) {
      return Optional.empty();
    }
    Lease lease = new Lease(partner, UUID.randomUUID().toString());
    leases.put(partner, new Held(lease.owner(), now.plus(length)));
    return Optional.of(lease);
  }

  @Override
  public synchronized void release(Lease lease) {
    Held held = leases.get(lease.partner());
    if (held != null && held.holder().equals(lease.owner())) {
      leases.remove(lease.partner());
    }
  }

  @Override
  public synchronized Optional<Run> find(RunId name) {
    return Optional.ofNullable(of(name.partner(), name.sweep()).get(name.start()));
  }

  @Override
  public synchronized List<Run> recent(String partner, int maximum) {
    return Stream.of(false, true)
        .flatMap(sweep -> of(partner, sweep).values().stream())
        .sorted(Comparator.comparing(Run::start).reversed())
        .limit(maximum)
        .toList();
  }

  @Override
  public synchronized List<Run> sweepsSince(String partner, Instant time) {
    return List.copyOf(of(partner, true).tailMap(time, true).descendingMap().values());
  }

  @Override
  public synchronized Optional<Run> latest(String partner) {
    return Optional.ofNullable(of(partner, false).lastEntry()).map(Map.Entry::getValue);
  }

  @Override
  public synchronized Optional<Run> latestUntil(String partner, Instant time) {
    return Optional.ofNullable(of(partner, false).floorEntry(time)).map(Map.Entry::getValue);
  }

  @Override
  public synchronized Run save(Run run) {
    if (outage != null) {
      throw outage;
    }
    Run recorded = of(run.partner(), run.sweep()).get(run.start());
    long version = recorded == null ? 0 : recorded.version();
    if (version != run.version()) {
      throw new OvertakenException(run);
    }
    Run next = run.withVersion(version + 1);
    of(run.partner(), run.sweep()).put(run.start(), next);
    return next;
  }

  @Override
  public synchronized void bind(String notificationId, RunId run, Instant now) {
    bound.put(notificationId, run);
  }

  @Override
  public synchronized Optional<Instant> completedAt(String notificationId) {
    return Optional.ofNullable(completed.get(notificationId));
  }

  @Override
  public synchronized Optional<RunId> complete(
      String notificationId, Instant completedAt, Instant now) {
    completed.put(notificationId, completedAt);
    return Optional.ofNullable(bound.get(notificationId));
  }

  @Override
  public synchronized boolean reserve(
      String gateway, RunId run, Instant now, Duration sinceLastCall, Duration length) {
    Held held = gateways.get(gateway);
    Instant called = calls.get(gateway);
    boolean others =
        held != null && !held.holder().equals(run.toString()) && !held.until().isBefore(now);
    if (others || (called != null && called.isAfter(now.minus(sinceLastCall)))) {
      return false;
    }
    gateways.put(gateway, new Held(run.toString(), now.plus(length)));
    calls.put(gateway, now);
    return true;
  }

  @Override
  public synchronized void free(String gateway, RunId run) {
    Held held = gateways.get(gateway);
    if (held != null && held.holder().equals(run.toString())) {
      gateways.remove(gateway);
    }
  }

  @Override
  public synchronized void ended(String partner, FinderEnd end) {
    finders.merge(partner, end, (old, now) -> now.stopped().isBefore(old.stopped()) ? old : now);
  }

  @Override
  public synchronized Optional<FinderEnd> last(String partner) {
    return Optional.ofNullable(finders.get(partner));
  }

  @Override
  public synchronized Optional<Watch> watch(String partner) {
    return Optional.ofNullable(watches.get(partner));
  }

  @Override
  public synchronized void watched(String partner, Watch watch) {
    watches.put(partner, watch);
  }

  private NavigableMap<Instant, Run> of(String partner, boolean sweep) {
    return runs.computeIfAbsent(new Partition(partner, sweep), name -> new TreeMap<>());
  }
}
