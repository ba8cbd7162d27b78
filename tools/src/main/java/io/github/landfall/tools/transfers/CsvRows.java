package io.github.landfall.tools.transfers;

import io.github.landfall.refresh.report.CsvLines;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Rows for a spreadsheet; times with their offset from UTC, sizes in bytes. */
public final class CsvRows implements RowFormat {

  private static final List<String> HEADER =
      List.of("started", "ended", "seconds", "status", "bytes", "etag", "key");

  private final CsvLines lines;
  private final DateTimeFormatter times;

  /**
   * Writes the header.
   *
   * @param out where lines are written
   * @param zone the zone whose times are written
   * @throws IOException if the header can't be written
   */
  public CsvRows(Writer out, ZoneId zone) throws IOException {
    this.lines = CsvLines.begin(out, HEADER);
    this.times =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(zone);
  }

  @Override
  public void write(TransferRow row) throws IOException {
    lines.write(
        List.of(
            time(row, Column.START_TIMESTAMP),
            time(row, Column.END_TIMESTAMP),
            text(row, Column.SPENT_TIME),
            text(row, Column.JOB_STATUS),
            text(row, Column.SIZE),
            text(row, Column.ETAG),
            text(row, Column.OBJECT_KEY)));
  }

  private String time(TransferRow row, Column column) {
    return row.value(column)
        .map(value -> value.time().map(times::format).orElse(value.text()))
        .orElse("");
  }

  private static String text(TransferRow row, Column column) {
    return row.value(column).map(Value::text).orElse("");
  }
}
