package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.StepName;

/** Says what happens to a run, for the people who operate Landfall. */
public interface RunLog {

  /** A step that is done. */
  void done(Run run, StepName step, String message);

  /** A step that could not be done now and will be tried again. */
  void later(Run run, StepName step, String message);

  /** A step that failed for a reason that time alone may not mend; it will be tried again. */
  void failed(Run run, StepName step, RuntimeException reason);

  /** Something that somebody has to look at; the run goes on. */
  void error(Run run, StepName step, String message);

  /** Something that should not happen; the run goes on. */
  void unexpected(Run run, StepName step, String message);

  /**
   * A step that was begun before and is not recorded as done; it is done again.
   *
   * @param step its name in the runs table
   */
  void begunBefore(Run run, String step);
}
