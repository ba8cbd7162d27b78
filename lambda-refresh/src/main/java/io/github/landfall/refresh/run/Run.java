package io.github.landfall.refresh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.notice.Notice;
import io.github.landfall.refresh.run.RunStore.RunId;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A transfer run: from the transfer alarm's ALARM to the confirmed end, and on to the drive. Or a
 * sweep, which brings to the drive what arrived outside of a transfer.
 *
 * <p>Partner and start are its name, taken from the event itself, so that the same event always
 * finds the same run. The record holds each step that is done; it never holds a step that is not.
 *
 * @param partner the partner's name
 * @param start when the alarm that opened the run went to ALARM; a sweep's own time
 * @param sweep whether it is a sweep
 * @param transfer the names of the partner's transfer, as the run's latest message told them; null
 *     in an item of a version that did not keep them
 * @param lastAlarm the latest change to ALARM that belongs to the run
 * @param quiet when the alarm went back to OK after {@code lastAlarm}; null while it has not
 * @param ended when the end was confirmed, null before; when a sweep was collected, its start
 *     before
 * @param missing how many objects lay in the transfer's dead-letter queue at the end; null before
 * @param interim how far it was a day or more after its start; null before
 * @param delivery what came; null before it was collected
 * @param shares the file shares that show the partner's folder; null before they were looked up
 * @param cost what the refreshes cost; null before they were planned
 * @param refreshes the RefreshCache calls of the run; null before they were planned
 * @param unreadGateways the gateways whose shares could not be described yet
 * @param published when each notice went out, by {@link Step.Publish#name}
 * @param inHand the step that was begun last and is not recorded as done; null when none is
 * @param version counts the writes of this run; 0 before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
    String partner,
    Instant start,
    boolean sweep,
    WatchedTransfer transfer,
    Instant lastAlarm,
    Instant quiet,
    Instant ended,
    Integer missing,
    ProgressSnapshot interim,
    Delivery delivery,
    List<PartnerShare> shares,
    RefreshCost cost,
    List<FolderRefresh> refreshes,
    List<String> unreadGateways,
    Map<String, Instant> published,
    String inHand,
    long version) {

  /** Copies the collections, so that a run never changes. */
  public Run {
    shares = shares == null ? null : List.copyOf(shares);
    refreshes = refreshes == null ? null : List.copyOf(refreshes);
    unreadGateways = unreadGateways == null ? List.of() : List.copyOf(unreadGateways);
    published = published == null ? Map.of() : Map.copyOf(published);
  }

  /** A run that the given change to ALARM opens. */
  public static Run opened(String partner, Instant alarmedAt) {
    return new Run(
        partner, alarmedAt, false, null, alarmedAt, null, null, null, null, null, null, null, null,
        null, null, null, 0);
  }

  /** A sweep at the given time: there is no transfer whose end would have to be confirmed. */
  public static Run swept(String partner, Instant time) {
    return new Run(
        partner, time, true, null, null, null, time, 0, null, null, null, null, null, null, null,
        null, 0);
  }

  /** What it is known by. */
  public RunId name() {
    return new RunId(partner, start, sweep);
  }

  /** The run, of a transfer with these names. */
  public Run watching(WatchedTransfer names) {
    return names.equals(transfer) ? this : with(draft -> draft.transfer = names);
  }

  /** The run, busy again since a later ALARM. */
  Run busyAgain(Instant alarmedAt) {
    return with(
        draft -> {
          draft.lastAlarm = alarmedAt;
          draft.quiet = null;
        });
  }

  /** The run, quiet after its last ALARM. */
  Run quietSince(Instant time) {
    return with(draft -> draft.quiet = time);
  }

  /** The run, its end confirmed. */
  Run endedAt(Instant time, int objectsMissing) {
    return with(
        draft -> {
          draft.ended = time;
          draft.missing = objectsMissing;
        });
  }

  /** The run, a day or more after its start. */
  Run withProgress(ProgressSnapshot figures) {
    return with(draft -> draft.interim = figures);
  }

  /**
   * The run, its arrivals collected. A sweep ends with that, for its refreshes have the whole
   * deadline however long the collection was tried.
   */
  Run withDelivery(Delivery collected, Instant time) {
    return with(
        draft -> {
          draft.delivery = collected;
          draft.inHand = null;
          draft.ended = sweep ? time : ended;
        });
  }

  /**
   * The run, with the refreshes that further shares need.
   *
   * @param plans the plan of each further share that shows the partner's folder
   * @param unread the gateways whose shares could not be described
   */
  Run withPlans(Map<FileShare, RefreshPlan> plans, List<String> unread) {
    List<PartnerShare> allShares = new ArrayList<>(sharesOrNone());
    List<FolderRefresh> allRefreshes = new ArrayList<>(refreshesOrNone());
    plans.forEach(
        (share, plan) -> {
          allShares.add(new PartnerShare(share.arn(), share.prefix()));
          for (RefreshPlan.Call call : plan.calls()) {
            allRefreshes.add(FolderRefresh.planned(share.arn(), share.gateway(), call));
          }
        });
    return with(
        draft -> {
          draft.shares = allShares;
          draft.refreshes = allRefreshes;
          draft.cost = RefreshCost.of(plans.values()).plus(cost);
          draft.unreadGateways = unread;
        });
  }

  /** The run without shares that are gone, and without their refreshes. */
  Run withoutShares(Collection<String> gone) {
    return with(
        draft -> {
          draft.shares = shares.stream().filter(share -> !gone.contains(share.arn())).toList();
          draft.refreshes =
              refreshes.stream().filter(refresh -> !gone.contains(refresh.share())).toList();
        });
  }

  /** The run, with other calls in place of those that a refused refresh's share still needs. */
  Run withCallsInstead(FolderRefresh refused, List<RefreshPlan.Call> calls) {
    List<FolderRefresh> all = new ArrayList<>();
    boolean replaced = false;
    for (FolderRefresh refresh : refreshes) {
      if (!refresh.share().equals(refused.share()) || refresh.started() != null) {
        all.add(refresh);
      } else if (!replaced) {
        calls.forEach(
            call -> all.add(FolderRefresh.planned(refused.share(), refused.gateway(), call)));
        replaced = true;
      }
    }
    return with(draft -> draft.refreshes = all);
  }

  /** The run, with one refresh in a new state. */
  Run withRefresh(int index, FolderRefresh refresh) {
    List<FolderRefresh> all = new ArrayList<>(refreshes);
    all.set(index, refresh);
    return with(
        draft -> {
          draft.refreshes = all;
          draft.inHand = null;
        });
  }

  /** The run, with one more notice out. */
  Run withPublished(Step.Publish notice, Instant time) {
    Map<String, Instant> all = new TreeMap<>(published);
    all.put(notice.name(), time);
    return with(
        draft -> {
          draft.published = all;
          draft.inHand = null;
        });
  }

  /** The run, about to take a step that others see; null once the step was not taken after all. */
  Run withInHand(String step) {
    return with(draft -> draft.inHand = step);
  }

  /** The run as it stands after a write. */
  public Run withVersion(long number) {
    return with(draft -> draft.version = number);
  }

  private Run with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.run();
  }

  /** Whether a notice went out to an audience. */
  boolean told(Notice notice, Audience audience) {
    return published.containsKey(new Step.Publish(notice, audience).name());
  }

  /** The refreshes planned so far. */
  public List<FolderRefresh> refreshesOrNone() {
    return refreshes == null ? List.of() : refreshes;
  }

  /** The file shares found so far that show the partner's folder. */
  public List<PartnerShare> sharesOrNone() {
    return shares == null ? List.of() : shares;
  }

  /** Whether its report lies on a drive: a share of a partner's folder alone does not show it. */
  public boolean reportShown() {
    return delivery != null
        && delivery.report() != null
        && sharesOrNone().stream().anyMatch(share -> share.prefix().isEmpty());
  }

  /**
   * When all that came was on the drive: the end of the last refresh, or of the transfer if no
   * share needed one. Empty while a refresh is open, or no share is known.
   */
  public Optional<Instant> allCompleted() {
    List<FolderRefresh> all = refreshesOrNone();
    if (sharesOrNone().isEmpty()
        || !unreadGateways.isEmpty()
        || all.stream().anyMatch(r -> r.completed() == null)) {
      return Optional.empty();
    }
    return all.stream()
        .map(FolderRefresh::completed)
        .max(Instant::compareTo)
        .or(() -> Optional.of(ended));
  }

  /** What may change of a run; its name may not. */
  private static final class Draft {

    private final String partner;
    private final Instant start;
    private final boolean sweep;
    private WatchedTransfer transfer;
    private Instant lastAlarm;
    private Instant quiet;
    private Instant ended;
    private Integer missing;
    private ProgressSnapshot interim;
    private Delivery delivery;
    private List<PartnerShare> shares;
    private RefreshCost cost;
    private List<FolderRefresh> refreshes;
    private List<String> unreadGateways;
    private Map<String, Instant> published;
    private String inHand;
    private long version;

    private Draft(Run run) {
      partner = run.partner;
      start = run.start;
      sweep = run.sweep;
      transfer = run.transfer;
      lastAlarm = run.lastAlarm;
      quiet = run.quiet;
      ended = run.ended;
      missing = run.missing;
      interim = run.interim;
      delivery = run.delivery;
      shares = run.shares;
      cost = run.cost;
      refreshes = run.refreshes;
      unreadGateways = run.unreadGateways;
      published = run.published;
      inHand = run.inHand;
      version = run.version;
    }

    private Run run() {
      return new Run(
          partner,
          start,
          sweep,
          transfer,
          lastAlarm,
          quiet,
          ended,
          missing,
          interim,
          delivery,
          shares,
          cost,
          refreshes,
          unreadGateways,
          published,
          inHand,
          version);
    }
  }
}
