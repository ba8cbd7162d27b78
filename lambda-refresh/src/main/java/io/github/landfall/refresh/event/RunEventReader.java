package io.github.landfall.refresh.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.Members;
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
import java.util.Objects;

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

  /**
   * Reads one message body.
   *
   * @param body the message's text
   * @return the event
   * @throws UnrecognizedEventException if the text is not one of these events, or lacks a part of
   *     it; the message names what was found and what was expected
   */
  public RunEvent read(String body) throws UnrecognizedEventException {
    try {
      return event(Members.of(Json.read(body)));
    } catch (JsonProcessingException e) {
      throw new UnrecognizedEventException(
          "the message is not JSON: " + e.getOriginalMessage() + "; expected an EventBridge event",
          e);
    } catch (IllegalArgumentException e) {
      throw new UnrecognizedEventException(e.getMessage(), e);
    }
  }

  private static RunEvent event(Members event) {
    String kind = event.has("detail-type") ? event.text("detail-type") : "";
    return switch (kind) {
      case SCHEDULED -> sweep(event);
      case ALARM_CHANGE -> alarmChange(part(event, "detail"), transfer(event));
      case TASK_CHANGE -> finderStopped(part(event, "detail"), transfer(event));
      case REFRESH_COMPLETE -> refreshComplete(part(event, "detail"));
      default ->
          throw new IllegalArgumentException(
              "detail-type is '%s'; expected '%s', '%s', '%s' or '%s'"
                  .formatted(kind, ALARM_CHANGE, TASK_CHANGE, REFRESH_COMPLETE, SCHEDULED));
    };
  }

  private static WatchedTransfer transfer(Members event) {
    return WatchedTransfer.of(part(event, "transfer"));
  }

  private static Members part(Members of, String name) {
    return of.part(name)
        .orElseThrow(
            () -> new IllegalArgumentException(of.of(name) + " is missing; expected an object"));
  }

  private static AlarmChange alarmChange(Members detail, WatchedTransfer transfer) {
    Members now = part(detail, "state");
    String state = now.requiredText("value");
    Instant changedAt = cloudWatchTime(now);
    return switch (state) {
      // Whatever it was before: an alarm that is made in the middle of a transfer was never OK.
      case "ALARM" ->
          new AlarmChange(transfer, AlarmChange.State.ALARM, changedAt, changedAt, setByCheck(now));
      case "OK" -> {
        Members before = part(detail, "previousState");
        yield new AlarmChange(
            transfer, AlarmChange.State.OK, alarmedAt(before), changedAt, setByCheck(before));
      }
      default ->
          throw new IllegalArgumentException(
              "the alarm went to %s; expected ALARM, or OK from ALARM".formatted(state));
    };
  }

  private static boolean setByCheck(Members state) {
    return Names.CHECK_REASON.equals(state.text("reason"));
  }

  private static Instant alarmedAt(Members before) {
    String state = before.text("value");
    if (!"ALARM".equals(state)) {
      throw new IllegalArgumentException(
          "the alarm went from %s to OK; expected OK from ALARM".formatted(state));
    }
    return cloudWatchTime(before);
  }

  private static Instant cloudWatchTime(Members state) {
    String text = state.requiredText("timestamp");
    try {
      return OffsetDateTime.parse(text, CLOUDWATCH_TIME).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s is '%s'; expected a time such as 2026-11-23T00:05:13.123+0000"
              .formatted(state.of("timestamp"), text),
          e);
    }
  }

  /**
   * A finder ended well if its one container did: all else left the list of the source unfinished.
   */
  private static FinderStopped finderStopped(Members detail, WatchedTransfer transfer) {
    Instant created = detail.required("createdAt", detail.time("createdAt"));
    Instant stopped = detail.required("stoppedAt", detail.time("stoppedAt"));
    Instant started = detail.time("startedAt");
    List<Members> containers = Objects.requireNonNullElse(detail.parts("containers"), List.of());
    boolean complete =
        !containers.isEmpty()
            && containers.stream()
                .allMatch(container -> Long.valueOf(0).equals(container.number("exitCode")));
    return new FinderStopped(
        transfer,
        new FinderEnd(
            detail.requiredText("taskArn"),
            started == null ? created : started,
            stopped,
            complete,
            complete ? "" : why(detail, containers)));
  }

  private static String why(Members detail, List<Members> containers) {
    List<String> words = new ArrayList<>();
    words.add(detail.has("stoppedReason") ? detail.text("stoppedReason") : "no reason given");
    for (Members container : containers) {
      if (container.has("exitCode")) {
        words.add("exit code " + container.number("exitCode"));
      }
      if (container.has("reason")) {
        words.add(container.text("reason"));
      }
    }
    return String.join("; ", words);
  }

  private static RefreshComplete refreshComplete(Members detail) {
    String type = detail.requiredText("event-type");
    if (!type.equals("refresh-complete")) {
      throw new IllegalArgumentException(
          "detail.event-type is '%s'; expected 'refresh-complete'".formatted(type));
    }
    return new RefreshComplete(
        detail.requiredText("notification-id"),
        detail.required("completed", detail.time("completed")));
  }

  private static Sweep sweep(Members event) {
    return new Sweep(
        transfer(event),
        event.required("time", event.time("time")),
        event.part("due").map(RunEventReader::due));
  }

  private static Due due(Members due) {
    String dailyAt = due.requiredText("dailyAt");
    String lateAfter = due.requiredText("lateAfter");
    try {
      return new Due(LocalTime.parse(dailyAt), Duration.parse(lateAfter));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "due is '%s' and '%s'; expected a time such as 16:00 and a duration such as PT1H"
              .formatted(dailyAt, lateAfter),
          e);
    }
  }
}
