package io.github.landfall.compare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.text.StackTrace;
import java.io.PrintStream;

/** Writes one JSON object a line, which CloudWatch Logs can filter by field. */
final class CompareLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;

  CompareLog(PrintStream out) {
    this.out = out;
  }

  void slice(Progress progress) {
    out.println(
        line("INFO", progress.partner(), "compared so far")
            .put("objects", progress.objects())
            .put("lackingSoFar", progress.lacking())
            .put("after", progress.found().after()));
  }

  void done(Progress progress) {
    ObjectNode line = line("INFO", progress.partner(), "compared");
    line.put("compared", progress.objects())
        .put("lacking", progress.lacking())
        .put("sent", progress.outcome().sent());
    for (Verdict verdict : Verdict.values()) {
      line.put(verdict.text(), progress.of(verdict).objects());
    }
    out.println(line);
  }

  void warn(String partner, String message) {
    out.println(line("WARN", partner, message));
  }

  void error(String partner, String message) {
    out.println(line("ERROR", partner, message));
  }

  /** A message of the queue that could not be dealt with. */
  void failed(String messageId, Exception reason) {
    out.println(
        line("ERROR", null, reason.toString())
            .put("messageId", messageId)
            .put("trace", StackTrace.of(reason)));
  }

  private static ObjectNode line(String level, String partner, String message) {
    ObjectNode line = JSON.createObjectNode().put("level", level).put("message", message);
    if (partner != null) {
      line.put("partner", partner);
    }
    return line;
  }
}
