package io.github.landfall.rehearsal.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can happen to a call of AWS. */
enum Fault {
  /** The service answers every attempt with an error of its own, and does nothing. */
  ERROR,
  /** The service answers every attempt that there are too many calls, and does nothing. */
  THROTTLED,
  /** The service does what it is asked, but no attempt's answer comes. */
  ANSWER_LOST,
  /** The first attempt's answer does not come; the SDK repeats the call if it may. */
  FIRST_ANSWER_LOST,
  /** The function is killed before the call is sent. */
  KILLED_BEFORE,
  /** The function is killed when the service has done what it was asked. */
  KILLED_AFTER,
  /** The service is out for twenty minutes from this call on. */
  OUTAGE_20_MINUTES,
  /** The service is out for seventy minutes: longer than people wait for the count. */
  OUTAGE_70_MINUTES;

  /** Those that the service does not see, so that nothing of the call is done. */
  private static final Set<Fault> WITHOUT_EFFECT =
      EnumSet.of(ERROR, THROTTLED, KILLED_BEFORE, OUTAGE_20_MINUTES, OUTAGE_70_MINUTES);

  /** Whether the call has no effect. */
  boolean withoutEffect() {
    return WITHOUT_EFFECT.contains(this);
  }

  /** How long the service is out; zero for what happens to one call alone. */
  Duration outage() {
    return switch (this) {
      case OUTAGE_20_MINUTES -> Duration.ofMinutes(20);
      case OUTAGE_70_MINUTES -> Duration.ofMinutes(70);
      default -> Duration.ZERO;
    };
  }

  /** How much later than without it people may be told that all is on the drive. */
  Duration delay() {
    return switch (this) {
      // The SDK alone mends it.
      case FIRST_ANSWER_LOST -> Duration.ofMinutes(2);
      default -> Duration.ofMinutes(90).plus(outage());
    };
  }

  /** Its name as it is printed and asked for, for example {@code killed-after}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
