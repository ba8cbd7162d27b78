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
   * @param day of which day of the run; 0 for what is told once
   */
  record Publish(Notice notice, Audience audience, int day) implements Step {

    /** Tells once. */
    public Publish(Notice notice, Audience audience) {
      this(notice, audience, 0);
    }

    /**
     * The step's name in the runs table, such as {@code transfer-ended to producers}, or {@code
     * transfer-continues to producers, day 2}.
     */
    public String name() {
      String name = notice.event() + " to " + audience.name().toLowerCase(Locale.ROOT);
      return day == 0 ? name : name + ", day " + day;
    }
  }

  /**
   * See how far a long run is.
   *
   * @param day how many days it has lasted
   */
  record TakeProgress(int day) implements Step {}

  /** Ask the queue, the finder and the merge whether the transfer is really over. */
  record ConfirmEnd() implements Step {}

  /** Collect what arrived. */
  record CollectArrivals() implements Step {

    /** The step's name in the runs table. */
    static final String NAME = "collect";

    /** Its name there once it was begun before and neither its end nor its failure recorded. */
    static final String AGAIN = "collect again";
  }

  /** Go on without knowing what arrived: the partner's whole folder is refreshed then. */
  record GiveUpCounting() implements Step {}

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
