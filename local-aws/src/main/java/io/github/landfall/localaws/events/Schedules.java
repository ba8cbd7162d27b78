package io.github.landfall.localaws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EventBridge's scheduled rules: sends each rule's event to its queues when its time has come.
 *
 * <p>Only rates are rehearsed. A rate counts from the rule's creation, and so from here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Schedule
 *     expressions</a>
 */
public final class Schedules {

  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)(s?)\\)");

  private final QueueSender sender;
  private final InstantSource clock;
  private final List<Schedule> schedules = new ArrayList<>();

  /**
   * Without rules.
   *
   * @param sender delivers to the queues
   * @param clock the virtual clock
   */
  public Schedules(QueueSender sender, InstantSource clock) {
    this.sender = sender;
    this.clock = clock;
  }

  private static final class Schedule {
    private final EventRule rule;
    private final String arn;
    private final Duration rate;
    private Instant next;

    Schedule(EventRule rule, String arn, Duration rate, Instant now) {
      this.rule = rule;
      this.arn = arn;
      this.rate = rate;
      this.next = now.plus(rate);
    }
  }

  /**
   * Adds a rule, whose rate counts from now.
   *
   * @param name the rule's name, by which {@link #tick} reports it
   * @param arn the rule's ARN
   * @param properties the resolved properties of its {@code AWS::Events::Rule}
   * @throws IllegalArgumentException naming what EventBridge would refuse or the rehearsal does not
   *     know
   */
  public synchronized void addRule(String name, String arn, JsonNode properties) {
    EventRule rule = EventRule.of(name, properties, "ScheduleExpression");
    Duration rate = rate(name, properties.path("ScheduleExpression").asText());
    if (rule.enabled()) {
      schedules.add(new Schedule(rule, arn, rate, clock.instant()));
    }
  }

  /**
   * Sends a rule's event now, whatever its schedule is.
   *
   * @param name the rule's name
   * @param arn the rule's ARN
   * @param properties the resolved properties of its {@code AWS::Events::Rule}
   */
  public synchronized void fire(String name, String arn, JsonNode properties) {
    EventRule rule = EventRule.of(name, properties, "ScheduleExpression");
    rule.send(event(arn, clock.instant()), sender);
  }

  private static Duration rate(String name, String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new IllegalArgumentException(
          "rule %s: ScheduleExpression '%s' is not rehearsed, expected such as rate(60 minutes)"
              .formatted(name, expression));
    }
    long value = Long.parseLong(rate.group(1));
    if (value == 0 || (value == 1) != rate.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "rule %s: EventBridge would refuse '%s': one minute, or more minutes"
              .formatted(name, expression));
    }
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(value);
      case "hour" -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }

  /**
   * Sends the events that are due.
   *
   * @return the names of their rules
   */
  public synchronized List<String> tick() {
    List<String> due = new ArrayList<>();
    for (Schedule schedule : schedules) {
      while (!schedule.next.isAfter(clock.instant())) {
        schedule.rule.send(event(schedule.arn, schedule.next), sender);
        due.add(schedule.rule.name());
        schedule.next = schedule.next.plus(schedule.rate);
      }
    }
    return due;
  }

  private static ObjectNode event(String ruleArn, Instant at) {
    String[] arn = ruleArn.split(":", 6);
    String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
    String id = ruleArn + " " + time;
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", arn[4]);
    event.put("time", time);
    event.put("region", arn[3]);
    event.putArray("resources").add(ruleArn);
    event.putObject("detail");
    return event;
  }
}
