package io.github.landfall.tools.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** Whether the functions can run, are called, and have run without errors. */
public final class FunctionLooks {

  /**
   * What a line of an error holds: our own level, or what Lambda itself writes.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
   *     pattern syntax</a>
   */
  private static final String ERRORS = "?ERROR ?\"Task timed out\" ?OutOfMemoryError";

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int SHOWN = 200;

  private final LambdaClient lambda;
  private final CloudWatchLogsClient logs;
  private final InstantSource clock;

  /**
   * @param lambda where the functions are
   * @param logs where they log
   * @param clock the time
   */
  public FunctionLooks(LambdaClient lambda, CloudWatchLogsClient logs, InstantSource clock) {
    this.lambda = lambda;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * Looks at a function, and at what it logged in the last day.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">States of
   *     functions</a>
   */
  public List<Finding> function(String name) {
    GetFunctionConfigurationResponse function;
    try {
      function = lambda.getFunctionConfiguration(request -> request.functionName(name));
    } catch (ResourceNotFoundException e) {
      return List.of(Finding.broken(Link.FUNCTION, name, "function.gone"));
    }
    List<Finding> findings = new ArrayList<>();
    // A function that nobody called for weeks is inactive, and wakes up by itself.
    if (function.state() == State.FAILED
        || function.lastUpdateStatus() == LastUpdateStatus.FAILED) {
      findings.add(
          Finding.broken(
              Link.FUNCTION,
              name,
              "function.failed",
              function.stateReason() == null
                  ? String.valueOf(function.lastUpdateStatusReason())
                  : function.stateReason()));
    }
    String group = function.loggingConfig() == null ? "" : function.loggingConfig().logGroup();
    List<FilteredLogEvent> errors = errors(group);
    if (!errors.isEmpty()) {
      String last = errors.get(errors.size() - 1).message().strip();
      findings.add(
          Finding.attention(
              Link.FUNCTION,
              name,
              "function.errors",
              errors.size(),
              last.substring(0, Math.min(SHOWN, last.length())),
              group));
    }
    return findings.isEmpty()
        ? List.of(Finding.good(Link.FUNCTION, name, "function.good"))
        : findings;
  }

  private List<FilteredLogEvent> errors(String group) {
    return logs
        .filterLogEventsPaginator(
            request ->
                request
                    .logGroupName(group)
                    .filterPattern(ERRORS)
                    .startTime(clock.instant().minus(A_DAY).toEpochMilli())
                    .endTime(clock.instant().toEpochMilli()))
        .events()
        .stream()
        .limit(1_000)
        .toList();
  }

  /**
   * Looks at what calls a function for the messages of a queue.
   *
   * @param id the event source mapping's UUID
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html">GetEventSourceMapping</a>
   */
  public Finding mapping(String id) {
    GetEventSourceMappingResponse mapping;
    try {
      mapping = lambda.getEventSourceMapping(request -> request.uuid(id));
    } catch (ResourceNotFoundException e) {
      return Finding.broken(Link.FUNCTION, id, "mapping.gone");
    }
    String queue = Deployed.lastPart(mapping.eventSourceArn());
    String function = Deployed.lastPart(mapping.functionArn());
    if (!mapping.state().equals("Enabled")) {
      return Finding.broken(
          Link.FUNCTION, queue, "mapping.disabled", function, mapping.state(), id);
    }
    String result = String.valueOf(mapping.lastProcessingResult());
    return result.startsWith("PROBLEM")
        ? Finding.broken(Link.FUNCTION, queue, "mapping.problem", function, result)
        : Finding.good(Link.FUNCTION, queue, "mapping.good", function);
  }
}
