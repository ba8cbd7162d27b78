package io.github.landfall.tools.transfers;

import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.contract.text.EscapedText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lines for a terminal: when the latest attempt began, status, size, key.
 *
 * <p>The columns' widths are fixed, as nothing is known of rows to come. The key comes last, so it
 * may hold anything; what could steer a terminal is made visible.
 */
public final class AlignedRows implements RowFormat {

  private static final int TIME_WIDTH = 19;
  private static final int STATUS_WIDTH =
      Stream.of(JobStatus.values()).mapToInt(status -> status.name().length()).max().orElseThrow();
  private static final int SIZE_WIDTH = 10;
  private static final String MISSING = "-";

  private final Appendable out;
  private final DateTimeFormatter times;

  /**
   * @param out where lines are written
   * @param zone the zone in which times are shown
   */
  public AlignedRows(Appendable out, ZoneId zone) {
    this.out = out;
    this.times = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  @Override
  public void write(TransferRow row) throws IOException {
    pad(time(row), TIME_WIDTH);
    pad(shown(row, Column.JOB_STATUS), STATUS_WIDTH);
    String size = size(row);
    spaces(SIZE_WIDTH - size.length());
    out.append(size).append("  ").append(shown(row, Column.OBJECT_KEY)).append('\n');
  }

  private String time(TransferRow row) {
    return row.value(Column.START_TIMESTAMP)
        .map(value -> value.time().map(this::format).orElseGet(() -> visible(value)))
        .orElse(MISSING);
  }

  private String format(Instant time) {
    return times.format(time);
  }

  private static String size(TransferRow row) {
    return row.bytes().isPresent() ? ByteSize.of(row.bytes().getAsLong()) : shown(row, Column.SIZE);
  }

  private static String shown(TransferRow row, Column column) {
    return row.value(column).map(AlignedRows::visible).orElse(MISSING);
  }

  private static String visible(Value value) {
    return EscapedText.of(value.text());
  }

  private void pad(String text, int width) throws IOException {
    out.append(text);
    spaces(width - text.length());
    out.append("  ");
  }

  private void spaces(int count) throws IOException {
    out.append(" ".repeat(Math.max(0, count)));
  }
}
