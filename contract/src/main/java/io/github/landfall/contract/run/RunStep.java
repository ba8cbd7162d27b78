package io.github.landfall.contract.run;

/** The steps of a run that tell nobody; those that do are {@link Notice}s. */
public enum RunStep implements StepName {
  /** Tell people nothing, as a check of the deployment opened the run. */
  KEEP_BACK("keep-back"),
  /** See how far a run is that has lasted for a day or more. */
  PROGRESS("progress"),
  /** Ask whether the transfer is really over. */
  CONFIRM_END("confirm-end"),
  /** Collect what arrived. */
  COLLECT("collect"),
  /** Hold what came against what was queued. */
  ADD_UP("add-up"),
  /** Forget the parts that were collected, or give them back. */
  SETTLE("settle"),
  /** Look up the file shares. */
  FIND_SHARES("find-shares"),
  /** Plan the refreshes of further shares. */
  PLAN("plan"),
  /** Start a refresh. */
  REFRESH("refresh"),
  /** See that a refresh is complete. */
  REFRESH_COMPLETE("refresh-complete"),
  /** Look again later. */
  WAIT("wait");

  private final String text;

  RunStep(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
