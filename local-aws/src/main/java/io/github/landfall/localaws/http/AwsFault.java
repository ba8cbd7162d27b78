package io.github.landfall.localaws.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error that a stand-in gives its caller in AWS's own shape. */
public final class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;
  private final transient ObjectNode members;

  /**
   * A fault without members beyond its message.
   *
   * @param code the error's code, for example {@code ClusterNotFoundException}
   * @param status the HTTP status, 4xx for the caller's faults and 5xx for the service's
   * @param message what the caller reads
   */
  public AwsFault(String code, int status, String message) {
    this(code, status, message, JsonNodeFactory.instance.objectNode());
  }

  /**
   * A fault with further members.
   *
   * @param code the error's code
   * @param status the HTTP status
   * @param message what the caller reads
   * @param members the members that the service's API model gives the error besides the message
   */
  public AwsFault(String code, int status, String message, ObjectNode members) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members.deepCopy();
  }

  /** The error's code. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The error's members besides its message. */
  ObjectNode members() {
    return members.deepCopy();
  }
}
