package io.github.landfall.contract.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The refreshes of a run.
 *
 * @param shares the file shares found so far that show the partner's folder
 * @param all the RefreshCache calls planned so far
 * @param unreadGateways the gateways whose shares could not be described yet
 */
public record Refreshes(
    List<PartnerShare> shares, List<FolderRefresh> all, List<String> unreadGateways) {

  /** No share is known, and none is looked for. */
  public static final Refreshes NONE = new Refreshes(List.of(), List.of(), List.of());

  /** Stands among the unread gateways for all of them. */
  public static final String ALL_GATEWAYS =
      "(the file shares or the changed folders could not be listed)";

  /** Copies the lists. */
  public Refreshes {
    shares = List.copyOf(shares);
    all = List.copyOf(all);
    unreadGateways = List.copyOf(unreadGateways);
  }

  /** Those that the gateways have not finished. */
  public List<FolderRefresh> open() {
    return all.stream().filter(refresh -> refresh.completed() == null).toList();
  }

  /** Whether every gateway was asked, and none has a share that shows the partner's folder. */
  public boolean noShare() {
    return shares.isEmpty() && unreadGateways.isEmpty();
  }

  /**
   * When the last of them was complete.
   *
   * @param unneeded when all was on the drive if no share needs a refresh
   * @return the time; empty while a refresh is open, or no share is known
   */
  public Optional<Instant> completed(Instant unneeded) {
    if (shares.isEmpty() || !unreadGateways.isEmpty() || !open().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        all.stream().map(FolderRefresh::completed).max(Instant::compareTo).orElse(unneeded));
  }

  /**
   * With further shares and their refreshes.
   *
   * @param unread the gateways whose shares could not be described
   */
  public Refreshes plus(Refreshes more, List<String> unread) {
    return new Refreshes(joined(shares, more.shares), joined(all, more.all), unread);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** Without shares that are gone, and without their refreshes. */
  public Refreshes without(Collection<String> gone) {
    return new Refreshes(
        shares.stream().filter(share -> !gone.contains(share.arn())).toList(),
        all.stream().filter(refresh -> !gone.contains(refresh.share())).toList(),
        unreadGateways);
  }

  /** With other calls in place of those that a refused refresh's share still needs. */
  public Refreshes instead(FolderRefresh refused, List<RefreshCall> calls) {
    List<FolderRefresh> mended = new ArrayList<>();
    boolean replaced = false;
    for (FolderRefresh refresh : all) {
      if (!refresh.share().equals(refused.share()) || refresh.started() != null) {
        mended.add(refresh);
      } else if (!replaced) {
        calls.forEach(
            call -> mended.add(FolderRefresh.planned(refused.share(), refused.gateway(), call)));
        replaced = true;
      }
    }
    return new Refreshes(shares, mended, unreadGateways);
  }

  /** With one refresh in a new state. */
  public Refreshes with(int index, FolderRefresh refresh) {
    List<FolderRefresh> changed = new ArrayList<>(all);
    changed.set(index, refresh);
    return new Refreshes(shares, changed, unreadGateways);
  }
}
