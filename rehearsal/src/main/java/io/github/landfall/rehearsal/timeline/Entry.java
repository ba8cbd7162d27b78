package io.github.landfall.rehearsal.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened.
 *
 * @param minute virtual minutes since the scenario began
 * @param time when, in virtual time
 * @param kind what kind of thing
 * @param partner whose run it belongs to; empty where that can't be said
 * @param detail what happened, for people; may have several lines
 */
public record Entry(long minute, Instant time, Kind kind, String partner, String detail) {

  /** The kinds of things that happen. */
  public enum Kind {
    /** A CloudWatch alarm changed its state. */
    ALARM,
    /** An EventBridge rule matched an event, or none did. */
    RULE,
    /** A function was called. */
    INVOKE,
    /** A part of arrivals was put. */
    ARRIVAL,
    /** What came of a run's arrivals: the refreshes that were planned. */
    PLAN,
    /** A notice was published. */
    NOTICE,
    /** A RefreshCache call, or the end of a refresh. */
    REFRESH,
    /** How the drive was set up, or what it shows. */
    DRIVE,
    /** A mail was received. */
    MAIL,
    /** A group got a message of its robot. */
    CHAT,
    /** What a command of {@code bin/landfall} printed. */
    COMMAND;

    /** The kind's name in a timeline file. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
