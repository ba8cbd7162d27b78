package io.github.landfall.infra.config;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A time of day in a time zone, at which a transfer starts every day.
 *
 * @param time the time of day, in minutes
 * @param zone a zone for which {@link #follows} holds
 */
public record DailySchedule(LocalTime time, ZoneId zone) {

  /**
   * Tells whether a schedule in UTC can follow the zone's clocks: not when they will be changed.
   *
   * @param zone any zone
   * @param now the moment from which on the clocks must stay
   */
  static boolean follows(ZoneId zone, Instant now) {
    return zone.getRules().nextTransition(now) == null;
  }

  /** The time of day in UTC. */
  public LocalTime utc() {
    return time.minusSeconds(zone.getRules().getOffset(Instant.now()).getTotalSeconds());
  }

  /**
   * Gives the schedule as the six fields that Data Transfer Hub's cron parameters take, in UTC and
   * without {@code cron()}, for example {@code 0 16 * * ? *} for midnight in Shanghai.
   */
  public String cron() {
    LocalTime utc = utc();
    return "%d %d * * ? *".formatted(utc.getMinute(), utc.getHour());
  }
}
