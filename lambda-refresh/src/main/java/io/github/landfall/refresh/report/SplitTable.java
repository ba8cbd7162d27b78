package io.github.landfall.refresh.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A table in files that a spreadsheet opens whole: {@code <name>.csv}, and above {@value #MAX_ROWS}
 * rows {@code <name>-2.csv} and so on, each with the columns' names.
 *
 * @see <a
 *     href="https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3">Excel
 *     opens 1,048,576 rows</a>, and so does LibreOffice
 */
final class SplitTable implements AutoCloseable {

  /** How many rows a file has below its columns' names. */
  static final int MAX_ROWS = 1_000_000;

  private final Path directory;
  private final String name;
  private final List<String> columns;
  private final int maxRows;
  private final List<Path> files = new ArrayList<>();
  private Writer out;
  private CsvLines lines;
  private int rows;

  /**
   * A table that has no file until something is written.
   *
   * @param name the first file's name without {@code .csv}
   * @param columns the columns' names
   */
  SplitTable(Path directory, String name, List<String> columns) {
    this(directory, name, columns, MAX_ROWS);
  }

  SplitTable(Path directory, String name, List<String> columns, int maxRows) {
    this.directory = directory;
    this.name = name;
    this.columns = columns;
    this.maxRows = maxRows;
  }

  /** The names of all files that a table of so many rows may have. */
  static Stream<String> files(String name, long maxRows) {
    return LongStream.rangeClosed(1, (maxRows + MAX_ROWS - 1) / MAX_ROWS)
        .mapToObj(number -> file(name, number));
  }

  private static String file(String name, long number) {
    return name + (number == 1 ? "" : "-" + number) + ".csv";
  }

  /**
   * Begins the next file, which has the columns' names even if nothing is written into it.
   *
   * @throws IOException if it can't be written
   */
  void beginFile() throws IOException {
    close();
    files.add(directory.resolve(file(name, files.size() + 1)));
    out = Files.newBufferedWriter(files.get(files.size() - 1));
    lines = CsvLines.begin(out, columns);
    rows = 0;
  }

  /** Writes a row, as {@link CsvLines#write} does. */
  void write(List<String> cells) throws IOException {
    if (files.isEmpty() || rows == maxRows) {
      beginFile();
    }
    lines.write(cells);
    rows++;
  }

  /** The files so far, in order. */
  List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
