package io.github.landfall.comparison;

import java.time.Duration;
import java.util.Locale;

/** What the two listings say of an object. */
public enum Verdict {
  /** It is on both sides, with the same size, and was not modified since. */
  SAME,
  /** It is not in the landing bucket. */
  MISSING,
  /** Its sizes differ. */
  SIZE_DIFFERS,
  /**
   * It was modified at the source after its copy was begun: an edit of the same size, or a file of
   * which one half is old.
   */
  NEWER_AT_SOURCE,
  /** It is missing, and archived at the source, so that it can't be copied. */
  NOT_COPYABLE,
  /** It is in the landing bucket alone. */
  GONE_AT_SOURCE;

  /**
   * How far the two clocks may be apart. What was copied within this time after it was modified
   * counts as newer, and is copied once more: that costs a copy, and the other way an edit would
   * stay unseen. What it can't see is an edit whose slow upload began before the copy.
   */
  static final Duration CLOCKS = Duration.ofMinutes(1);

  /** What is true of an object that is on both sides. */
  static Verdict of(Listed source, Listed landing) {
    if (source.bytes() != landing.bytes()) {
      return source.archived() ? NOT_COPYABLE : SIZE_DIFFERS;
    }
    boolean newer = source.modified().isAfter(landing.modified().minus(CLOCKS));
    if (!newer) {
      return SAME;
    }
    return source.archived() ? NOT_COPYABLE : NEWER_AT_SOURCE;
  }

  /** What is true of an object that is at the source alone. */
  static Verdict ofMissing(Listed source) {
    return source.archived() ? NOT_COPYABLE : MISSING;
  }

  /** Whether a copy would mend it. */
  public boolean mendable() {
    return this == MISSING || this == SIZE_DIFFERS || this == NEWER_AT_SOURCE;
  }

  /** Its name in lists, in lower case with hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
