package io.github.landfall.tools.transfers;

/** An attribute of DTH's table that is listed, in the order in which it is listed as JSON. */
public enum Column {
  /** The object's key in the <em>source</em> bucket; the table's partition key. */
  OBJECT_KEY("ObjectKey"),
  /** One of {@link JobStatus}. */
  JOB_STATUS("JobStatus"),
  /** In bytes. */
  SIZE("Size"),
  /** When the latest attempt began, in seconds since 1970. */
  START_TIMESTAMP("StartTimestamp"),
  /** When the latest attempt ended, in seconds since 1970. */
  END_TIMESTAMP("EndTimestamp"),
  /** How long the latest attempt took, in seconds. */
  SPENT_TIME("SpentTime"),
  /** The object's entity tag in the target bucket; empty as long as it is not there. */
  ETAG("Etag");

  private final String attribute;

  Column(String attribute) {
    this.attribute = attribute;
  }

  /** The attribute's name in the table. */
  public String attribute() {
    return attribute;
  }

  /**
   * The placeholder that stands for the attribute in an expression: {@code Size} is a reserved
   * word, and others may become one.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html">
   *     Reserved words</a>
   */
  String placeholder() {
    return "#" + attribute;
  }
}
