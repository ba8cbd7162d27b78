package io.github.landfall.refresh.run;

import io.github.landfall.contract.transfer.FinderEnd;
import java.time.Instant;

/** Says what happens outside of runs, for the people who operate Landfall. */
public interface NightLog {

  /** A finder that did not end well: the next run's list is incomplete, if there is one at all. */
  void finderFailed(String partner, FinderEnd end);

  /** A transfer that was due while the one before was not over: its finder leaves at once. */
  void finderRefused(String partner, Instant due);

  /** A transfer that did not begin. */
  void late(String partner, Instant due);
}
