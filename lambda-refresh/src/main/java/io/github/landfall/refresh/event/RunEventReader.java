package io.github.landfall.refresh.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.event.RunEvent.AlarmChange;
import io.github.landfall.refresh.event.RunEvent.Due;
import io.github.landfall.refresh.event.RunEvent.FinderStopped;
import io.github.landfall.refresh.event.RunEvent.RefreshComplete;
import io.github.landfall.refresh.event.RunEvent.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the rules put on the run queue: of an EventBridge event the parts that are needed, and
 * beside them, as {@code transfer}, the names of the partner's transfer. Only the end of a refresh
 * comes as the whole event, for it tells no partner.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm
 *     events and EventBridge</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task
 *     state change events</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/filegateway/latest/files3/monitoring-file-gateway.html">Getting
 *     notified about file operations</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Event
 *     of a scheduled rule</a>
 */
public final class RunEventReader {

  private static final String SCHEDULED = "Scheduled Event";
  private static final String ALARM_CHANGE = "CloudWatch Alarm State Change";
  private static final String TASK_CHANGE = "ECS Task State Change";
  private static final String REFRESH_COMPLETE = "Storage Gateway Refresh Cache Event";

  /** CloudWatch writes {@code 2026-11-23T00:05:13.123+0000}: an offset without a colon. */
  private static final DateTimeFormatter CLOUDWATCH_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Reads one message body.
   *
   * @param body the message's text
   * @return the event
   * @throws UnrecognizedEventException if the text is not one of these events, or lacks a part of
   *     it; the message names what was found and what was expected
   */
  public RunEvent read(String body) throws UnrecognizedEventException {
    JsonNode event;
    try {
      event = json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnrecognizedEventException(
          "the message is not JSON: " + e.getOriginalMessage() + "; expected an EventBridge event",
          e);
    }
    String kind = event.path("detail-type").asText();
    return switch (kind) {
      case SCHEDULED -> sweep(event, transfer(event), due(event));
      case ALARM_CHANGE -> alarmChange(part(event, "detail", AlarmDetail.class), transfer(event));
      case TASK_CHANGE -> finderStopped(part(event, "detail", TaskDetail.class), transfer(event));
      case REFRESH_COMPLETE -> refreshComplete(part(event, "detail", RefreshDetail.class));
      default ->
          throw new UnrecognizedEventException(
              "detail-type is '%s'; expected '%s', '%s', '%s' or '%s'"
                  .formatted(kind, ALARM_CHANGE, TASK_CHANGE, REFRESH_COMPLETE, SCHEDULED));
    };
  }

  private WatchedTransfer transfer(JsonNode event) throws UnrecognizedEventException {
    WatchedTransfer transfer = part(event, "transfer", WatchedTransfer.class);
    required("transfer.partner", transfer.partner());
    required("transfer.queue", transfer.queue());
    required("transfer.deadLetterQueue", transfer.deadLetterQueue());
    return transfer;
  }

  private <T> T part(JsonNode event, String name, Class<T> type) throws UnrecognizedEventException {
    JsonNode part = event.path(name);
    if (!part.isObject()) {
      throw new UnrecognizedEventException(name + " is missing; expected an object");
    }
    try {
      return json.treeToValue(part, type);
    } catch (JsonProcessingException e) {
      throw new UnrecognizedEventException(name + ": " + e.getOriginalMessage(), e);
    }
  }

  private static AlarmChange alarmChange(AlarmDetail detail, WatchedTransfer transfer)
      throws UnrecognizedEventException {
    AlarmState now = required("detail.state", detail.state());
    String state = required("detail.state.value", now.value());
    Instant changedAt = cloudWatchTime("detail.state.timestamp", now.timestamp());
    return switch (state) {
      // Whatever it was before: an alarm that is made in the middle of a transfer was never OK.
      case "ALARM" ->
          new AlarmChange(
              transfer, AlarmChange.State.ALARM, changedAt, changedAt, now.setByCheck());
      case "OK" ->
          new AlarmChange(
              transfer,
              AlarmChange.State.OK,
              alarmedAt(required("detail.previousState", detail.previousState())),
              changedAt,
              detail.previousState().setByCheck());
      default ->
          throw new UnrecognizedEventException(
              "the alarm went to %s; expected ALARM, or OK from ALARM".formatted(state));
    };
  }

  private static Instant alarmedAt(AlarmState before) throws UnrecognizedEventException {
    if (!"ALARM".equals(before.value())) {
      throw new UnrecognizedEventException(
          "the alarm went from %s to OK; expected OK from ALARM".formatted(before.value()));
    }
    return cloudWatchTime("detail.previousState.timestamp", before.timestamp());
  }

  /**
   * A finder ended well if its one container did: all else left the list of the source unfinished.
   */
  private static FinderStopped finderStopped(TaskDetail detail, WatchedTransfer transfer)
      throws UnrecognizedEventException {
    String created = required("detail.createdAt", detail.createdAt());
    String stopped = required("detail.stoppedAt", detail.stoppedAt());
    List<TaskContainer> containers = detail.containers() == null ? List.of() : detail.containers();
    boolean complete =
        !containers.isEmpty()
            && containers.stream()
                .allMatch(container -> Integer.valueOf(0).equals(container.exitCode()));
    try {
      return new FinderStopped(
          transfer,
          new FinderEnd(
              required("detail.taskArn", detail.taskArn()),
              Instant.parse(detail.startedAt() == null ? created : detail.startedAt()),
              Instant.parse(stopped),
              complete,
              complete ? "" : why(detail, containers)));
    } catch (DateTimeParseException e) {
      throw new UnrecognizedEventException(
          "detail.createdAt, startedAt and stoppedAt are '%s', '%s' and '%s'; expected times such as 2026-11-23T00:05:13Z"
              .formatted(created, detail.startedAt(), stopped),
          e);
    }
  }

  private static String why(TaskDetail detail, List<TaskContainer> containers) {
    List<String> words = new ArrayList<>();
    words.add(detail.stoppedReason() == null ? "no reason given" : detail.stoppedReason());
    for (TaskContainer container : containers) {
      if (container.exitCode() != null) {
        words.add("exit code " + container.exitCode());
      }
      if (container.reason() != null) {
        words.add(container.reason());
      }
    }
    return String.join("; ", words);
  }

  private static RefreshComplete refreshComplete(RefreshDetail detail)
      throws UnrecognizedEventException {
    String type = required("detail.event-type", detail.eventType());
    if (!type.equals("refresh-complete")) {
      throw new UnrecognizedEventException(
          "detail.event-type is '%s'; expected 'refresh-complete'".formatted(type));
    }
    String completed = required("detail.completed", detail.completed());
    try {
      return new RefreshComplete(
          required("detail.notification-id", detail.notificationId()), Instant.parse(completed));
    } catch (DateTimeParseException e) {
      throw new UnrecognizedEventException(
          "detail.completed is '%s'; expected a time such as 2026-11-23T00:05:13Z"
              .formatted(completed),
          e);
    }
  }

  private static Sweep sweep(JsonNode event, WatchedTransfer transfer, Optional<Due> due)
      throws UnrecognizedEventException {
    String time = event.path("time").asText();
    try {
      return new Sweep(transfer, Instant.parse(time), due);
    } catch (DateTimeParseException e) {
      throw new UnrecognizedEventException(
          "time is '%s'; expected a time such as 2026-11-23T00:05:13Z".formatted(time), e);
    }
  }

  private Optional<Due> due(JsonNode event) throws UnrecognizedEventException {
    if (!event.has("due")) {
      return Optional.empty();
    }
    DuePart due = part(event, "due", DuePart.class);
    try {
      return Optional.of(
          new Due(
              LocalTime.parse(required("due.dailyAt", due.dailyAt())),
              Duration.parse(required("due.lateAfter", due.lateAfter()))));
    } catch (DateTimeParseException e) {
      throw new UnrecognizedEventException(
          "due is %s; expected a time such as 16:00 and a duration such as PT1H".formatted(due), e);
    }
  }

  private static Instant cloudWatchTime(String name, String text)
      throws UnrecognizedEventException {
    try {
      return OffsetDateTime.parse(required(name, text), CLOUDWATCH_TIME).toInstant();
    } catch (DateTimeParseException e) {
      throw new UnrecognizedEventException(
          "%s is '%s'; expected a time such as 2026-11-23T00:05:13.123+0000".formatted(name, text),
          e);
    }
  }

  private static <T> T required(String name, T value) throws UnrecognizedEventException {
    if (value == null) {
      throw new UnrecognizedEventException(name + " is missing");
    }
    return value;
  }

  private record AlarmDetail(AlarmState state, AlarmState previousState) {}

  private record AlarmState(String value, String timestamp, String reason) {

    private boolean setByCheck() {
      return Names.CHECK_REASON.equals(reason);
    }
  }

  private record DuePart(String dailyAt, String lateAfter) {}

  private record TaskDetail(
      String taskArn,
      String createdAt,
      String startedAt,
      String stoppedAt,
      String stoppedReason,
      List<TaskContainer> containers) {}

  private record TaskContainer(Integer exitCode, String reason) {}

  private record RefreshDetail(
      @JsonProperty("event-type") String eventType,
      @JsonProperty("notification-id") String notificationId,
      String completed) {}
}
