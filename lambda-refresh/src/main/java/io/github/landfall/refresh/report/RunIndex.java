package io.github.landfall.refresh.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The page that lists a partner's runs, and leads to their reports beside it. */
public final class RunIndex {

  /** How many runs it lists. */
  static final int MAX_RUNS = 1_000;

  /**
   * A run in the list.
   *
   * @param report its report's name, without folder and extension; null if it has none
   * @param start when it began
   * @param end when it ended
   * @param sweep whether these are arrivals outside of a transfer
   * @param objects how many objects came
   * @param bytes the bytes of those
   * @param removed how many objects went
   * @param failedObjects how many objects could not be copied
   */
  public record Entry(
      String report,
      Instant start,
      Instant end,
      boolean sweep,
      long objects,
      long bytes,
      long removed,
      int failedObjects) {}

  private RunIndex() {}

  /**
   * Writes the page.
   *
   * @param out where it is written, in UTF-8; the caller closes it
   * @param partner the partner's name
   * @param runs its runs in any order; the newest thousand are listed
   * @param zone the zone of all times
   * @param language the language in which the page opens
   * @throws IOException if it can't be written
   */
  public static void write(
      Writer out, String partner, Collection<Entry> runs, ZoneId zone, Language language)
      throws IOException {
    List<Entry> newest =
        runs.stream()
            .sorted(Comparator.comparing(Entry::start).reversed())
            .limit(MAX_RUNS)
            .toList();
    StringWriter rows = new StringWriter();
    try (JsonGenerator json = Page.json(rows)) {
      json.setRootValueSeparator(new SerializedString(",\n"));
      for (Entry run : newest) {
        json.writeStartArray();
        json.writeString(run.report());
        json.writeNumber(Page.local(run.start(), zone));
        json.writeNumber(Page.local(run.end(), zone));
        json.writeBoolean(run.sweep());
        json.writeNumber(run.objects());
        json.writeNumber(run.bytes());
        json.writeNumber(run.removed());
        json.writeNumber(run.failedObjects());
        json.writeEndArray();
      }
    }
    StringWriter figures = new StringWriter();
    try (JsonGenerator json = Page.json(figures)) {
      json.writeStartObject();
      json.writeStringField("partner", partner);
      json.writeStringField("zone", zone.getId());
      json.writeNumberField("runs", runs.size());
      json.writeEndObject();
    }
    new Page("runs")
        .write(out, language, partner, figures.toString(), new StringReader(rows.toString()));
  }
}
