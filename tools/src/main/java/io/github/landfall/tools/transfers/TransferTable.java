package io.github.landfall.tools.transfers;

import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** DTH's table of one partner's objects, read page by page. */
public final class TransferTable {

  /**
   * A page of the table.
   *
   * @param lookedAt how many items DynamoDB has read for it
   * @param rows those that are selected, in no order
   */
  public record Page(int lookedAt, List<TransferRow> rows) {}

  /** Takes the pages. */
  public interface Pages {

    /**
     * Takes the next page.
     *
     * @throws IOException if it can't be passed on; the rest of the table is then not read
     */
    void take(Page page) throws IOException;
  }

  private final DynamoDbClient dynamoDb;
  private final String name;

  /**
   * @param dynamoDb a client that may {@code dynamodb:Scan} the table; it tries throttled calls
   *     again
   * @param name the table's name
   */
  public TransferTable(DynamoDbClient dynamoDb, String name) {
    this.dynamoDb = dynamoDb;
    this.name = name;
  }

  /**
   * Reads the whole table. Only one page, 1 MB at most before the selection, is held at a time.
   *
   * @throws IOException what a page's taker threw
   * @throws SdkException if DynamoDB can't be asked or refuses
   * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">
   *     Scan</a>
   */
  public void scan(Selection selection, Pages pages) throws IOException {
    for (ScanResponse response : dynamoDb.scanPaginator(selection.request(name))) {
      pages.take(
          new Page(
              response.scannedCount(), response.items().stream().map(TransferRow::of).toList()));
    }
  }
}
