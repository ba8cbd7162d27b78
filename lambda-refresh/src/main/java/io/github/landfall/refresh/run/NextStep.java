package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.notice.Audience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what a run needs next, from what is recorded of it and the time alone.
 *
 * <p>Called again after each step, it takes a run from the first notice to the last. The steps
 * taken so far are handed back in {@code tried}: one that was in vain is not repeated at once, and
 * the others go on without it.
 */
public final class NextStep {

  /**
   * How long people wait for the count of what came, before they hear of the end without it; after
   * how long it is looked whether the shares of open refreshes are still there; and how often it is
   * looked how far a run is.
   */
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private NextStep() {}

  /**
   * The next step.
   *
   * @param run the run as recorded
   * @param now the time
   * @param deadline how long after the end the refreshes may stay unconfirmed
   * @param tried the steps that were taken since the message came
   * @return the step
   */
  public static Next of(Run run, Instant now, Duration deadline, Set<Step> tried) {
    if (!run.sweep() && !told(run, Notice.TRANSFER_STARTED, Audience.PRODUCERS)) {
      return new Step.Publish(Notice.TRANSFER_STARTED, Audience.PRODUCERS);
    }
    if (run.ended().isEmpty()) {
      return inTransfer(run, now, tried);
    }
    if (run.delivery().isEmpty()) {
      return counted(run, now, deadline, tried);
    }
    if (run.refreshes().isEmpty()) {
      return new Step.FindShares();
    }
    if (!run.sweep() && !told(run, Notice.TRANSFER_ENDED, Audience.PRODUCERS)) {
      return new Step.Publish(Notice.TRANSFER_ENDED, Audience.PRODUCERS);
    }
    return toTheDrive(run, now, deadline, tried);
  }

  private static Next inTransfer(Run run, Instant now, Set<Step> tried) {
    Step confirm = new Step.ConfirmEnd();
    if (run.phase() instanceof Phase.Quiet && !tried.contains(confirm)) {
      return confirm;
    }
    Duration lasted = Duration.between(run.start(), now);
    int day = Math.toIntExact(lasted.toDays());
    Step look = new Step.TakeProgress(day);
    if (lasted.compareTo(AN_HOUR) >= 0 && !seen(run, day, now) && !tried.contains(look)) {
      return look;
    }
    for (Step.Publish tell : news(run, day)) {
      if (!told(run, tell)) {
        return tell;
      }
    }
    return run.phase() instanceof Phase.Busy
        ? new Next.Finish()
        : new Next.Wait("the transfer is not over");
  }

  /** Whether it is known how far the run is; what a day brought is waited for. */
  private static boolean seen(Run run, int day, Instant now) {
    return run.progress()
        .filter(seen -> seen.day() == day && now.isBefore(seen.at().plus(AN_HOUR)))
        .filter(seen -> day == 0 || seen.collected())
        .isPresent();
  }

  /** A stall is told once, and what each day brought once that is on the drive. */
  private static List<Step.Publish> news(Run run, int day) {
    List<Step.Publish> news = new ArrayList<>();
    run.progress()
        .flatMap(ProgressSnapshot::stalledSince)
        .map(since -> Math.toIntExact(Duration.between(run.start(), since).toDays()))
        .ifPresent(
            since ->
                news.add(new Step.Publish(Notice.TRANSFER_STALLED, Audience.PRODUCERS, since + 1)));
    run.progress()
        .filter(seen -> day > 0 && seen.day() == day && seen.collected())
        .ifPresent(
            seen -> news.add(new Step.Publish(Notice.TRANSFER_CONTINUES, Audience.PRODUCERS, day)));
    return news;
  }

  private static Next counted(Run run, Instant now, Duration deadline, Set<Step> tried) {
    Step collect = new Step.CollectArrivals();
    // Nobody waits for a sweep: it goes on until it succeeds.
    boolean late = !run.sweep() && !now.isBefore(run.end().plus(atMostHalf(deadline)));
    // Once may be an outage that let nothing be recorded, twice is a collection that kills.
    boolean died = run.steps().inProgress().equals(Optional.of(Step.CollectArrivals.AGAIN));
    if (!tried.contains(collect) && !(late && died)) {
      return collect;
    }
    return late ? new Step.GiveUpCounting() : new Next.Wait("what arrived is not collected");
  }

  /** An hour, but half of the deadline at most: the other half is for what follows. */
  private static Duration atMostHalf(Duration deadline) {
    Duration half = deadline.dividedBy(2);
    return half.compareTo(AN_HOUR) < 0 ? half : AN_HOUR;
  }

  private static Next toTheDrive(Run run, Instant now, Duration deadline, Set<Step> tried) {
    Refreshes planned = run.refreshes().orElseThrow();
    List<FolderRefresh> refreshes = planned.all();
    if (planned.noShare()) {
      return run.sweep() || told(run, Notice.NO_FILE_SHARE, Audience.OPERATIONS)
          ? new Next.Finish()
          : new Step.Publish(Notice.NO_FILE_SHARE, Audience.OPERATIONS);
    }
    for (int i = 0; i < refreshes.size(); i++) {
      Step look = new Step.LookForCompletion(i);
      if (refreshes.get(i).running() && !tried.contains(look)) {
        return look;
      }
    }
    if (run.onDrive().isPresent()) {
      return run.sweep() || told(run, Notice.DRIVE_READY, Audience.PRODUCERS)
          ? new Next.Finish()
          : new Step.Publish(Notice.DRIVE_READY, Audience.PRODUCERS);
    }
    if (!now.isBefore(run.end().plus(deadline))) {
      // Nobody but the platform team knows of a sweep.
      for (Audience audience :
          run.sweep() ? List.of(Audience.OPERATIONS) : List.of(Audience.values())) {
        if (!told(run, Notice.REFRESH_NOT_CONFIRMED, audience)) {
          return new Step.Publish(Notice.REFRESH_NOT_CONFIRMED, audience);
        }
      }
      return new Next.Finish();
    }
    Step find = new Step.FindShares();
    // A share may have been deleted since; so may be one whose refresh is not complete by then.
    boolean lookAgain =
        !planned.unreadGateways().isEmpty()
            || refreshes.stream().anyMatch(FolderRefresh::refusedOften)
            || !now.isBefore(run.end().plus(atMostHalf(deadline)));
    if (lookAgain && !tried.contains(find)) {
      return find;
    }
    return startOrWait(refreshes, tried);
  }

  /**
   * One refresh at a time per gateway: its calls go out in order, each after the one before. A
   * share that is refused often comes after the others of its gateway, so that it holds up none.
   */
  private static Next startOrWait(List<FolderRefresh> refreshes, Set<Step> tried) {
    Set<String> busy =
        refreshes.stream()
            .filter(FolderRefresh::running)
            .map(FolderRefresh::gateway)
            .collect(Collectors.toSet());
    Set<String> refused =
        refreshes.stream()
            .filter(FolderRefresh::refusedOften)
            .map(FolderRefresh::share)
            .collect(Collectors.toSet());
    for (boolean last : List.of(false, true)) {
      for (int i = 0; i < refreshes.size(); i++) {
        FolderRefresh refresh = refreshes.get(i);
        if (refresh.started() == null
            && refused.contains(refresh.share()) == last
            && busy.add(refresh.gateway())) {
          Step start = new Step.StartRefresh(i);
          if (!tried.contains(start)) {
            return start;
          }
        }
      }
    }
    return new Next.Wait("refreshes are open");
  }

  private static boolean told(Run run, Notice notice, Audience audience) {
    return told(run, new Step.Publish(notice, audience));
  }

  private static boolean told(Run run, Step.Publish step) {
    return run.steps().published().containsKey(step.name());
  }
}
