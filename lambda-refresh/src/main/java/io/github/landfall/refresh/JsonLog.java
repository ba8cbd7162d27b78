package io.github.landfall.refresh;

import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.StepName;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.StackTrace;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.refresh.run.NightLog;
import io.github.landfall.refresh.run.RunLog;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes one JSON object a line, which CloudWatch Logs can filter by field.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
final class JsonLog implements RunLog, NightLog {

  private final PrintStream out;
  private final InstantSource clock;

  JsonLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void done(Run run, StepName step, String message) {
    write(line("INFO", message).put("step", step.text()).put("outcome", "done"), run);
  }

  @Override
  public void later(Run run, StepName step, String message) {
    write(line("INFO", message).put("step", step.text()).put("outcome", "later"), run);
  }

  @Override
  public void failed(Run run, StepName step, RuntimeException reason) {
    write(
        line("ERROR", reason.toString())
            .put("step", step.text())
            .put("outcome", "failed")
            .put("trace", StackTrace.of(reason)),
        run);
  }

  @Override
  public void error(Run run, StepName step, String message) {
    write(line("ERROR", message).put("step", step.text()), run);
  }

  @Override
  public void unexpected(Run run, StepName step, String message) {
    write(line("WARN", message).put("step", step.text()), run);
  }

  @Override
  public void begunBefore(Run run, String step) {
    write(
        line("WARN", "begun before and not recorded as done; doing it again").put("step", step),
        run);
  }

  @Override
  public void finderFailed(String partner, FinderEnd end) {
    out.println(
        line("ERROR", "the finder did not end well, so files may be missing: " + end.reason())
            .put("partner", partner)
            .put("task", end.task()));
  }

  @Override
  public void finderRefused(String partner, Instant due) {
    out.println(
        line(
                "ERROR",
                "the finder that was due at %s left at once, because the transfer before was still busy: what is new at the source waits for the next finder"
                    .formatted(due))
            .put("partner", partner));
  }

  @Override
  public void late(String partner, Instant due) {
    out.println(
        line(
                "ERROR",
                "the transfer was due at %s, and no finder has run since: look at the schedule's rule, and whether the cluster can start the task"
                    .formatted(due))
            .put("partner", partner));
  }

  /** Something that is of no run. */
  void info(String message) {
    out.println(line("INFO", message));
  }

  /** A message that nobody can handle. */
  void rejected(String messageId, String reason) {
    out.println(
        line("ERROR", "the message is in the dead-letter queue: " + reason)
            .put("messageId", messageId));
  }

  /** A message that failed and will be delivered again. */
  void failed(String messageId, Exception e) {
    out.println(
        line("ERROR", "the message failed and will be delivered again: " + e)
            .put("messageId", messageId)
            .put("trace", StackTrace.of(e)));
  }

  private void write(Line line, Run run) {
    out.println(
        line.put("partner", run.partner())
            .put(run.sweep() ? "sweep" : "run", run.start().toString()));
  }

  private Line line(String level, String message) {
    return new Line()
        .put("time", clock.instant().toString())
        .put("level", level)
        .put("message", message);
  }

  private static final class Line {

    private final Map<String, String> members = new LinkedHashMap<>();

    Line put(String name, String value) {
      members.put(name, value);
      return this;
    }

    @Override
    public String toString() {
      return Json.write(members);
    }
  }
}
