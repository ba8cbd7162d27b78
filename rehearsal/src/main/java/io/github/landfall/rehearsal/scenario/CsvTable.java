package io.github.landfall.rehearsal.scenario;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Reads the tables of reports as a spreadsheet does. */
final class CsvTable {

  private static final CsvMapper CSV = new CsvMapper();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvTable() {}

  /** The rows, each cell by its column's name. The apostrophe that defuses a formula is gone. */
  static List<Map<String, String>> rows(String text) {
    String table = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (table.isBlank()) {
      // The table is absent: that its rows are too is for the expectation to tell.
      return List.of();
    }
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(table)) {
      List<Map<String, String>> all = rows.readAll();
      all.forEach(row -> row.replaceAll((column, cell) -> plain(cell)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("no table: " + e.getMessage(), e);
    }
  }

  private static String plain(String cell) {
    return cell.matches("(?s)'[=+@\\t\\r-].*") ? cell.substring(1) : cell;
  }
}
