package io.github.landfall.tools.transfers;

import java.io.IOException;

/** Writes rows in one of the forms that people or programs read. */
public sealed interface RowFormat permits AlignedRows, JsonRows {

  /**
   * Writes a row.
   *
   * @throws IOException if it can't be written
   */
  void write(TransferRow row) throws IOException;
}
