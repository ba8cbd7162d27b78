package io.github.landfall.arrivals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.text.StackTrace;
import java.io.PrintStream;

/**
 * Writes one JSON object a line, which CloudWatch Logs can filter by field; it adds the time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
final class ArrivalsLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;

  ArrivalsLog(PrintStream out) {
    this.out = out;
  }

  /** A part that was put; the only line with figures, which metric filters add up. */
  void put(PartName part) {
    out.println(
        line("INFO", "a part was put")
            .put("partner", part.partner())
            .put("objects", part.objects())
            .put("bytes", part.bytes())
            .put("removed", part.removed())
            .put("part", part.key()));
  }

  /** A part that could not be put. */
  void notPut(PartName part, RuntimeException e) {
    out.println(
        line("ERROR", "a part could not be put, its messages will be delivered again: " + e)
            .put("partner", part.partner())
            .put("notPut", part.key())
            .put("trace", StackTrace.of(e)));
  }

  /** A message that nobody can read. */
  void unreadable(String partner, String messageId, UnreadableEventException e) {
    out.println(
        line("ERROR", "a message is unreadable: " + e.getMessage())
            .put("partner", partner)
            .put("messageId", messageId));
  }

  /** An object that is not the partner's. */
  void foreign(String partner, String messageId, String key) {
    out.println(
        line("WARN", "an object outside of the partner's folder was ignored")
            .put("partner", partner)
            .put("messageId", messageId)
            .put("key", key));
  }

  /** An event of a bucket that is not the landing bucket. */
  void otherBucket(String partner, String messageId, String bucket, String landingBucket) {
    out.println(
        line("WARN", "an event of another bucket than '%s' was dropped".formatted(landingBucket))
            .put("partner", partner)
            .put("messageId", messageId)
            .put("bucket", bucket));
  }

  private static ObjectNode line(String level, String message) {
    return JSON.createObjectNode().put("level", level).put("message", message);
  }
}
