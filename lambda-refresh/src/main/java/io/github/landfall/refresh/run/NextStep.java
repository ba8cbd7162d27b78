package io.github.landfall.refresh.run;

import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  public static Step of(Run run, Instant now, Duration deadline, Set<Step> tried) {
    if (!run.told(Notice.TRANSFER_STARTED, Audience.PRODUCERS)) {
      return new Step.Publish(Notice.TRANSFER_STARTED, Audience.PRODUCERS);
    }
    if (run.ended() == null) {
      if (run.quiet() == null) {
        return new Step.Finish();
      }
      Step confirm = new Step.ConfirmEnd();
      return tried.contains(confirm) ? new Step.Wait("the transfer is not over") : confirm;
    }
    if (run.refreshes() == null) {
      return new Step.FindShares();
    }
    if (!run.told(Notice.TRANSFER_ENDED, Audience.PRODUCERS)) {
      return new Step.Publish(Notice.TRANSFER_ENDED, Audience.PRODUCERS);
    }
    return toTheDrive(run, now, deadline, tried);
  }

  private static Step toTheDrive(Run run, Instant now, Duration deadline, Set<Step> tried) {
    List<FolderRefresh> refreshes = run.refreshes();
    if (refreshes.isEmpty() && run.unreadGateways().isEmpty()) {
      return run.told(Notice.NO_FILE_SHARE, Audience.OPERATIONS)
          ? new Step.Finish()
          : new Step.Publish(Notice.NO_FILE_SHARE, Audience.OPERATIONS);
    }
    for (int i = 0; i < refreshes.size(); i++) {
      Step look = new Step.LookForCompletion(i);
      if (refreshes.get(i).running() && !tried.contains(look)) {
        return look;
      }
    }
    if (run.allCompleted().isPresent()) {
      return run.told(Notice.DRIVE_READY, Audience.PRODUCERS)
          ? new Step.Finish()
          : new Step.Publish(Notice.DRIVE_READY, Audience.PRODUCERS);
    }
    if (!now.isBefore(run.ended().plus(deadline))) {
      for (Audience audience : Audience.values()) {
        if (!run.told(Notice.REFRESH_NOT_CONFIRMED, audience)) {
          return new Step.Publish(Notice.REFRESH_NOT_CONFIRMED, audience);
        }
      }
      return new Step.Finish();
    }
    Step find = new Step.FindShares();
    if (!run.unreadGateways().isEmpty() && !tried.contains(find)) {
      return find;
    }
    return startOrWait(refreshes, tried);
  }

  /** One refresh at a time per gateway: its calls go out in order, each after the one before. */
  private static Step startOrWait(List<FolderRefresh> refreshes, Set<Step> tried) {
    Set<String> busy =
        refreshes.stream()
            .filter(FolderRefresh::running)
            .map(FolderRefresh::gateway)
            .collect(Collectors.toSet());
    for (int i = 0; i < refreshes.size(); i++) {
      FolderRefresh refresh = refreshes.get(i);
      if (refresh.started() == null && busy.add(refresh.gateway())) {
        Step start = new Step.StartRefresh(i);
        if (!tried.contains(start)) {
          return start;
        }
      }
    }
    return new Step.Wait("refreshes are open");
  }
}
