package io.github.landfall.localaws.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;

/** Refuses properties that the rehearsal would have to pass over in silence. */
final class Properties {

  private Properties() {}

  static void onlyKnown(String what, JsonNode node, Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            what + ": property " + name + " is not rehearsed: " + node.get(name));
      }
    }
  }

  /** The ARN of an SQS queue, which nothing else may stand for. */
  static String queueArn(String what, JsonNode arn) {
    if (arn == null || !arn.asText().matches("arn:[a-z-]+:sqs:.+")) {
      throw new IllegalArgumentException(
          what + ": expected an SQS queue's ARN as target, found " + arn);
    }
    return arn.asText();
  }
}
