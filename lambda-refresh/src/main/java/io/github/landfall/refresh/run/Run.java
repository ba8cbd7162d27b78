package io.github.landfall.refresh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.notice.Notice;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A transfer run: from the transfer alarm's ALARM to the confirmed end, and on to the drive.
 *
 * <p>Partner and start are its name, taken from the event itself, so that the same event always
 * finds the same run. The record holds each step that is done; it never holds a step that is not.
 *
 * @param partner the partner's name
 * @param start when the alarm that opened the run went to ALARM
 * @param lastAlarm the latest change to ALARM that belongs to the run
 * @param quiet when the alarm went back to OK after {@code lastAlarm}; null while it has not
 * @param ended when the end was confirmed; null before
 * @param missing how many objects lay in the transfer's dead-letter queue at the end; null before
 * @param delivery what came; null before it was collected
 * @param cost what the refreshes cost; null before they were planned
 * @param refreshes the RefreshCache calls of the run; null before the file shares were looked up
 * @param unreadGateways the gateways whose shares could not be described yet
 * @param published when each notice went out, by {@link Step.Publish#name}
 * @param inHand the step that was begun last and is not recorded as done; null when none is
 * @param version counts the writes of this run; 0 before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
    String partner,
    Instant start,
    Instant lastAlarm,
    Instant quiet,
    Instant ended,
    Integer missing,
    Delivery delivery,
    RefreshCost cost,
    List<FolderRefresh> refreshes,
    List<String> unreadGateways,
    Map<String, Instant> published,
    String inHand,
    long version) {

  /** Copies the collections, so that a run never changes. */
  public Run {
    refreshes = refreshes == null ? null : List.copyOf(refreshes);
    unreadGateways = unreadGateways == null ? List.of() : List.copyOf(unreadGateways);
    published = published == null ? Map.of() : Map.copyOf(published);
  }

  /** A run that the given change to ALARM opens. */
  public static Run opened(String partner, Instant alarmedAt) {
    return new Run(
        partner, alarmedAt, alarmedAt, null, null, null, null, null, null, List.of(), Map.of(),
        null, 0);
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

  /**
   * The run, with the refreshes that the shares found need; those planned before stay as they are.
   */
  Run withShares(List<FileShare> shares, List<String> unread, String bucket) {
    List<FolderRefresh> all = new ArrayList<>(refreshesOrNone());
    Set<String> known = new LinkedHashSet<>(all.stream().map(FolderRefresh::share).toList());
    for (FileShare share : shares) {
      if (!known.contains(share.arn())) {
        for (RefreshPlan.Call call : RefreshPlan.whole(share, bucket, partner).calls()) {
          all.add(FolderRefresh.planned(share.arn(), share.gateway(), call));
        }
      }
    }
    return with(
        draft -> {
          draft.refreshes = all;
          draft.unreadGateways = unread;
        });
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

  /** How many file shares show the partner's folder. */
  public int shares() {
    return (int) refreshesOrNone().stream().map(FolderRefresh::share).distinct().count();
  }

  /** When the last refresh was finished; empty while one is open or none was made. */
  public Optional<Instant> allCompleted() {
    List<FolderRefresh> all = refreshesOrNone();
    if (!unreadGateways.isEmpty() || all.stream().anyMatch(r -> r.completed() == null)) {
      return Optional.empty();
    }
    return all.stream().map(FolderRefresh::completed).max(Instant::compareTo);
  }

  /** What may change of a run; its name may not. */
  private static final class Draft {

    private final String partner;
    private final Instant start;
    private Instant lastAlarm;
    private Instant quiet;
    private Instant ended;
    private Integer missing;
    private Delivery delivery;
    private RefreshCost cost;
    private List<FolderRefresh> refreshes;
    private List<String> unreadGateways;
    private Map<String, Instant> published;
    private String inHand;
    private long version;

    private Draft(Run run) {
      partner = run.partner;
      start = run.start;
      lastAlarm = run.lastAlarm;
      quiet = run.quiet;
      ended = run.ended;
      missing = run.missing;
      delivery = run.delivery;
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
          lastAlarm,
          quiet,
          ended,
          missing,
          delivery,
          cost,
          refreshes,
          unreadGateways,
          published,
          inHand,
          version);
    }
  }
}
