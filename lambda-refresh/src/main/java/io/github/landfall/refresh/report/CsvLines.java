package io.github.landfall.refresh.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes a table that spreadsheets open as it is meant: comma-separated, after RFC 4180.
 *
 * <ul>
 *   <li>A byte order mark comes first. Without it, Excel on a Chinese Windows takes the file for
 *       GBK and shows Chinese names as nonsense.
 *   <li>A cell that a spreadsheet would take for a formula, because it begins with {@code =},
 *       {@code +}, {@code -}, {@code @}, a tab or a carriage return, gets an apostrophe before it.
 *   <li>Lines end with CR LF. A cell with a comma, a quote or the end of a line is quoted.
 * </ul>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class CsvLines {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String SEPARATORS = ",\"\r\n";
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final Writer out;
  private final int columns;

  private CsvLines(Writer out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * Begins a table.
   *
   * @param out where it is written, in UTF-8; the caller flushes and closes it
   * @param header the columns' names
   * @throws IOException if it can't be written
   */
  public static CsvLines begin(Writer out, List<String> header) throws IOException {
    out.append(BYTE_ORDER_MARK);
    CsvLines lines = new CsvLines(out, header.size());
    lines.write(header);
    return lines;
  }

  /**
   * Writes a line.
   *
   * @param cells as many as the header has
   * @throws IllegalArgumentException if there are more or fewer
   * @throws IOException if it can't be written
   */
  public void write(List<String> cells) throws IOException {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "expected " + columns + " cells, as in the header, but there are " + cells.size());
    }
    for (int i = 0; i < columns; i++) {
      if (i > 0) {
        out.append(',');
      }
      out.append(quoted(harmless(cells.get(i))));
    }
    out.append("\r\n");
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    // Not by a stream: this runs for every cell of a night's table.
    for (int i = 0; i < cell.length(); i++) {
      if (SEPARATORS.indexOf(cell.charAt(i)) >= 0) {
        return '"' + cell.replace("\"", "\"\"") + '"';
      }
    }
    return cell;
  }
}
