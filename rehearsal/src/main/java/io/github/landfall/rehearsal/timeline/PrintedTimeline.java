package io.github.landfall.rehearsal.timeline;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Prints a timeline for people, live. */
public final class PrintedTimeline implements Consumer<Entry> {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final String INDENT = " ".repeat(27);

  private final PrintStream out;
  private final ZoneId zone;
  private Entry last;

  /**
   * @param out where to print
   * @param zone the zone of the printed times
   */
  public PrintedTimeline(PrintStream out, ZoneId zone) {
    this.out = out;
    this.zone = zone;
  }

  /** A call of the function that ends like the one just printed tells nothing new. */
  @Override
  public void accept(Entry entry) {
    boolean again =
        entry.kind() == Entry.Kind.INVOKE
            && last != null
            && last.kind() == entry.kind()
            && last.detail().equals(entry.detail());
    last = entry;
    if (again) {
      return;
    }
    out.printf(
        "%s  %-7s  %-9s  %s%n",
        CLOCK.format(entry.time().atZone(zone)),
        entry.kind().label(),
        entry.partner(),
        entry.detail().replace("\n", "\n" + INDENT));
  }
}
