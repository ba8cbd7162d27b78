package io.github.landfall.contract.run;

/** What people are told of a run. */
public enum Notice implements StepName {
  /** Objects of the partner began to arrive. */
  TRANSFER_STARTED("transfer-started"),
  /** The transfer has gone on for another day. */
  TRANSFER_CONTINUES("transfer-continues"),
  /** Nothing has arrived for hours, though messages wait. */
  TRANSFER_STALLED("transfer-stalled"),
  /** The end of the transfer is confirmed; the drive is being refreshed. */
  TRANSFER_ENDED("transfer-ended"),
  /** Every refresh of the run is complete: the new files are on the drive. */
  DRIVE_READY("drive-ready"),
  /** The deadline passed before every refresh was complete. */
  REFRESH_NOT_CONFIRMED("refresh-not-confirmed"),
  /** No file share shows the partner's folder, so nothing was refreshed. */
  NO_FILE_SHARE("no-file-share");

  private final String event;

  Notice(String event) {
    this.event = event;
  }

  /** The value of the message attribute {@code event}, which subscriptions can filter on. */
  public String event() {
    return event;
  }

  @Override
  public String text() {
    return event;
  }
}
