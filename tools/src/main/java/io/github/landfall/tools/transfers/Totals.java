package io.github.landfall.tools.transfers;

/**
 * What a listing came to so far.
 *
 * @param lookedAt items that were read
 * @param matched items that were selected
 * @param bytes the selected objects' sizes together, as far as the items hold them
 */
public record Totals(long lookedAt, long matched, long bytes) {

  /** Nothing yet. */
  public static final Totals NONE = new Totals(0, 0, 0);

  Totals plus(TransferTable.Page page) {
    return new Totals(
        lookedAt + page.lookedAt(),
        matched + page.rows().size(),
        bytes + page.rows().stream().mapToLong(row -> row.bytes().orElse(0)).sum());
  }
}
