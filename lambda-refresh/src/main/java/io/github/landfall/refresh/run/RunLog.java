package io.github.landfall.refresh.run;

/** Says what happens to a run, for the people who operate Landfall. */
public interface RunLog {

  /** A step that is done. */
  void done(Run run, String step, String message);

  /**
   * The refreshes of file shares that were planned now.
   *
   * @param cost what they cost, these alone
   */
  void planned(Run run, RefreshCost cost);

  /** A step that could not be done now and will be tried again. */
  void later(Run run, String step, String message);

  /** A step that failed for a reason that time alone may not mend; it will be tried again. */
  void failed(Run run, String step, RuntimeException reason);

  /** Something that should not happen; the run goes on. */
  void unexpected(Run run, String step, String message);
}
