package io.github.landfall.contract.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/**
 * A function's answer to a batch of SQS messages: which of them failed, so that SQS delivers them
 * again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch responses</a>
 */
public final class BatchFailures {

  private static final JsonFactory JSON = new JsonFactory();

  private BatchFailures() {}

  /**
   * Writes the answer.
   *
   * @param messages the ids of the messages that failed; none if all are done with
   * @param answer where it goes
   * @throws IOException if it can't be written
   */
  public static void write(Collection<String> messages, OutputStream answer) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(answer)) {
      json.writeStartObject();
      json.writeArrayFieldStart("batchItemFailures");
      for (String message : messages) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", message);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
