package io.github.landfall.infra.runs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.infra.transfer.Transfer;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.RuleTargetInput;

/**
 * What a partner's rules put into the run queue: of the event what is needed, and the names of the
 * partner's transfer. So the refresh function knows of partners only what a message tells.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
final class RunMessages {

  private static final ObjectMapper MEMBERS = new ObjectMapper();

  private RunMessages() {}

  /** Of a change of the transfer alarm. */
  static RuleTargetInput alarmChange(Transfer transfer) {
    return message(
        transfer,
        RunRules.ALARM_CHANGE,
        Map.of(
            "detail",
            new TreeMap<>(
                Map.of("state", state("state"), "previousState", state("previousState")))));
  }

  /** Of a finder's task that stopped; the event's detail is passed on whole. */
  static RuleTargetInput finderStopped(Transfer transfer) {
    return message(
        transfer, RunRules.TASK_CHANGE, Map.of("detail", EventField.fromPath("$.detail")));
  }

  /** Of the time for a sweep; with when the transfer is due, if that is known. */
  static RuleTargetInput sweep(Transfer transfer, Optional<LocalTime> due, Duration lateAfter) {
    Map<String, Object> parts = new TreeMap<>();
    parts.put("time", EventField.fromPath("$.time"));
    due.ifPresent(
        time ->
            parts.put(
                "due",
                new TreeMap<>(
                    Map.of("dailyAt", time.toString(), "lateAfter", lateAfter.toString()))));
    return message(transfer, "Scheduled Event", parts);
  }

  private static RuleTargetInput message(
      Transfer transfer, String detailType, Map<String, Object> parts) {
    Map<String, Object> message = new TreeMap<>(parts);
    message.put("detail-type", detailType);
    message.put(
        "transfer",
        MEMBERS.convertValue(transfer.watched(), new TypeReference<TreeMap<String, Object>>() {}));
    return RuleTargetInput.fromObject(message);
  }

  private static Map<String, Object> state(String which) {
    String path = "$.detail." + which;
    // Sorted, so that the template is the same each time. The reason tells a check of the
    // deployment from a transfer.
    return new TreeMap<>(
        Map.of(
            "value",
            EventField.fromPath(path + ".value"),
            "timestamp",
            EventField.fromPath(path + ".timestamp"),
            "reason",
            EventField.fromPath(path + ".reason")));
  }
}
