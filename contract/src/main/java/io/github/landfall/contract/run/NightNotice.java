package io.github.landfall.contract.run;

/** What people are told of a night without a run. */
public enum NightNotice implements StepName {
  /** The source was listed, and there was nothing new. */
  NOTHING_NEW("nothing-new"),
  /** For a day or more, no transfer has begun that was due. */
  NO_TRANSFER("no-transfer");

  private final String event;

  NightNotice(String event) {
    this.event = event;
  }

  /** The value of the message attribute {@code event}, which subscriptions can filter on. */
  @Override
  public String text() {
    return event;
  }
}
