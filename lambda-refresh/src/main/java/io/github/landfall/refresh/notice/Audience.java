package io.github.landfall.refresh.notice;

/** Who reads a notice; each audience has its own topic. */
public enum Audience {
  /** The people who wait for the files. */
  PRODUCERS,
  /** The people who run Landfall. */
  OPERATIONS
}
