package io.github.landfall.rehearsal.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Takes down what happens, and when in virtual time. */
public final class Timeline {

  private final InstantSource clock;
  private final Instant begin;
  private final Consumer<Entry> reader;

  /**
   * A timeline that begins now.
   *
   * @param clock the virtual clock
   * @param reader gets each entry as it happens
   */
  public Timeline(InstantSource clock, Consumer<Entry> reader) {
    this.clock = clock;
    this.begin = clock.instant();
    this.reader = reader;
  }

  /** Takes something down; entries come from servers' threads too. */
  public synchronized void add(Entry.Kind kind, String partner, String detail) {
    Instant now = clock.instant();
    reader.accept(new Entry(Duration.between(begin, now).toMinutes(), now, kind, partner, detail));
  }
}
