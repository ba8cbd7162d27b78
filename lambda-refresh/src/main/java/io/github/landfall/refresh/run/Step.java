package io.github.landfall.refresh.run;

import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.notice.Notice;
import java.util.Locale;

/** What is to be done next for a run. */
public sealed interface Step {

  /**
   * Tell an audience.
   *
   * @param notice what to tell
   * @param audience whom
   */
  record Publish(Notice notice, Audience audience) implements Step {

    /** The step's name in the runs table, such as {@code transfer-ended to producers}. */
    public String name() {
      return notice.event() + " to " + audience.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Ask the queue, the finder and the merge whether the transfer is really over. */
  record ConfirmEnd() implements Step {}

  /** Look up the file shares that show the landing bucket. */
  record FindShares() implements Step {}

  /**
   * Start a refresh.
   *
   * @param index its place in {@link Run#refreshes}
   */
  record StartRefresh(int index) implements Step {}

  /**
   * See whether the event of a running refresh has come.
   *
   * @param index its place in {@link Run#refreshes}
   */
  record LookForCompletion(int index) implements Step {}

  /**
   * Nothing can be done now; look again later.
   *
   * @param reason what the run waits for
   */
  record Wait(String reason) implements Step {}

  /** Nothing is left to do until another event comes. */
  record Finish() implements Step {}
}
