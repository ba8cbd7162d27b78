package io.github.landfall.tools.transfers;

import io.github.landfall.tools.terminal.Progress;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Lists the objects of a table: each page is written, and then forgotten. */
public final class Listing {

  private final TransferTable table;
  private final RowFormat format;
  private final Writer out;
  private final Progress progress;

  /**
   * @param table what is listed
   * @param format writes to {@code out}
   * @param out flushed after each page, so that a reader sees what there is
   * @param progress told of each page
   */
  public Listing(TransferTable table, RowFormat format, Writer out, Progress progress) {
    this.table = table;
    this.format = format;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Lists what is selected.
   *
   * @return what it came to
   * @throws IOException if it can't be written, also because the reader has gone
   */
  public Totals list(Selection selection) throws IOException {
    Running running = new Running();
    try {
      table.scan(selection, running);
    } finally {
      progress.clear();
    }
    // A header stands there even if no row does.
    out.flush();
    return running.totals;
  }

  private static String howFar(Totals totals) {
    return String.format(
        Locale.ROOT, "%,d items looked at, %,d matched", totals.lookedAt(), totals.matched());
  }

  private final class Running implements TransferTable.Pages {

    private Totals totals = Totals.NONE;

    @Override
    public void take(TransferTable.Page page) throws IOException {
      if (!page.rows().isEmpty()) {
        progress.clear();
        for (TransferRow row : page.rows()) {
          format.write(row);
        }
        out.flush();
      }
      totals = totals.plus(page);
      progress.show(() -> howFar(totals));
    }
  }
}
