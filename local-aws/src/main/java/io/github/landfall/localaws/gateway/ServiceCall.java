package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A call that the Storage Gateway service answered.
 *
 * @param time when, in virtual time
 * @param operation for example {@code RefreshCache}
 * @param request the input, without passwords
 * @param fault the code of the error that the caller got; empty when the call succeeded
 */
public record ServiceCall(Instant time, String operation, ObjectNode request, String fault) {

  /** Whether the operation changes something. */
  public boolean mutating() {
    return !operation.startsWith("Describe") && !operation.startsWith("List");
  }
}
