package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.RunStep;
import io.github.landfall.refresh.notice.Audience;
import java.util.Locale;

/** Something to be done for a run. */
public sealed interface Step extends Next {

  /**
   * Does each kind of step; a kind that it forgets does not compile.
   *
   * @param <T> what comes of a step
   */
  interface Taker<T> {

    T publish(Publish step);

    T takeProgress(TakeProgress step);

    T confirmEnd();

    T collect();

    T giveUpCounting();

    T findShares();

    T startRefresh(StartRefresh step);

    T lookForCompletion(LookForCompletion step);
  }

  /** Has the step done. */
  <T> T by(Taker<T> taker);

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

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.publish(this);
    }
  }

  /**
   * See how far a long run is.
   *
   * @param day how many days it has lasted
   */
  record TakeProgress(int day) implements Step {

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.takeProgress(this);
    }
  }

  /** Ask the finder, the queue and the merges whether the transfer is really over. */
  record ConfirmEnd() implements Step {

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.confirmEnd();
    }
  }

  /** Collect what arrived. */
  record CollectArrivals() implements Step {

    /**
     * Its name in the runs table once it was begun and neither its end nor its failure recorded.
     */
    static final String AGAIN = RunStep.COLLECT.text() + " again";

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.collect();
    }
  }

  /** Go on without knowing what arrived: the partner's whole folder is refreshed then. */
  record GiveUpCounting() implements Step {

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.giveUpCounting();
    }
  }

  /** Look up the file shares that show the landing bucket. */
  record FindShares() implements Step {

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.findShares();
    }
  }

  /**
   * Start a refresh.
   *
   * @param index its place in {@link Refreshes#all}
   */
  record StartRefresh(int index) implements Step {

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.startRefresh(this);
    }
  }

  /**
   * See whether the event of a running refresh has come.
   *
   * @param index its place in {@link Refreshes#all}
   */
  record LookForCompletion(int index) implements Step {

    @Override
    public <T> T by(Taker<T> taker) {
      return taker.lookForCompletion(this);
    }
  }
}
