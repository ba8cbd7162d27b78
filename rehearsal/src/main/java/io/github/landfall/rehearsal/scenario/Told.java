package io.github.landfall.rehearsal.scenario;

/** The events that notices carry, as subscription filters know them. */
final class Told {

  static final String STARTED = "transfer-started";
  static final String CONTINUES = "transfer-continues";
  static final String STALLED = "transfer-stalled";
  static final String NOTHING_NEW = "nothing-new";
  static final String ENDED = "transfer-ended";
  static final String READY = "drive-ready";
  static final String NOT_CONFIRMED = "refresh-not-confirmed";
  static final String COMPARISON = "comparison";
  static final String EDITED = "edited";
  static final String NO_SHARE = "no-file-share";

  private Told() {}
}
