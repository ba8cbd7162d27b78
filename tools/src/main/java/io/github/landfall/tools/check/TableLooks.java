package io.github.landfall.tools.check;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The runs table. */
public final class TableLooks {

  private TableLooks() {}

  /** Sees that a table is there, and can be used. */
  public static Finding there(DynamoDbClient dynamoDb, String name) {
    try {
      TableStatus status =
          dynamoDb.describeTable(request -> request.tableName(name)).table().tableStatus();
      return status == TableStatus.ACTIVE || status == TableStatus.UPDATING
          ? Finding.good(Link.TABLE, name, "table.good")
          : Finding.broken(Link.TABLE, name, "table.status", status.toString());
    } catch (ResourceNotFoundException e) {
      return Finding.broken(Link.TABLE, name, "table.gone");
    }
  }
}
