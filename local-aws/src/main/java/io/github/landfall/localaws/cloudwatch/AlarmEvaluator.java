package io.github.landfall.localaws.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One CloudWatch alarm: reads its metrics each minute, decides its state, and tells of a change.
 *
 * <p>It decides as CloudWatch documents it. The evaluation range is longer than the evaluation
 * periods; if it holds enough real data points, the latest of them decide alone, and missing ones
 * play no part; if it holds fewer, all of them count and only the shortage is filled in. So an
 * alarm whose points stop coming stays in ALARM until the breaching ones have left the range.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How
 *     alarms treat missing data</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm
 *     events</a>
 */
public final class AlarmEvaluator {

  /** By how many periods the range exceeds the evaluation periods: 5 for 3 in AWS's examples. */
  private static final int EXTRA_PERIODS = 2;

  private static final DateTimeFormatter STATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter REASON_TIME =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String arn;
  private final String name;
  private final AlarmDefinition alarm;
  private final MetricHistory history;
  private final InstantSource clock;

  private AlarmState state = AlarmState.INSUFFICIENT_DATA;
  private ObjectNode stateDetail;

  /**
   * Creates the alarm, in the state INSUFFICIENT_DATA.
   *
   * @param arn the alarm's ARN, whose account, region and name go into the events
   * @param properties the resolved properties of its {@code AWS::CloudWatch::Alarm}
   * @param history the metrics' points
   * @param clock the virtual clock
   * @throws IllegalArgumentException naming the property that is missing or that the rehearsal does
   *     not understand
   */
  public AlarmEvaluator(
      String arn, JsonNode properties, MetricHistory history, InstantSource clock) {
    this(arn, AlarmDefinition.of(properties), history, clock);
  }

  private AlarmEvaluator(
      String arn, AlarmDefinition alarm, MetricHistory history, InstantSource clock) {
    this.arn = arn;
    this.name = arnPart(arn, 6);
    this.alarm = alarm;
    this.history = history;
    this.clock = clock;
    this.stateDetail = detail(state, "Unchecked: Initial alarm creation", clock.instant());
  }

  /** The same alarm, deleted and created again. */
  public AlarmEvaluator madeAnew() {
    return new AlarmEvaluator(arn, alarm, history, clock);
  }

  /** The alarm's name. */
  public String name() {
    return name;
  }

  /** The state after the last evaluation. */
  public AlarmState state() {
    return state;
  }

  /**
   * Evaluates the alarm. Call it once a minute, after the minute's points were recorded; the
   * current minute is the last of the latest period.
   *
   * @return the change of state; empty while it stays the same
   */
  public Optional<AlarmStateChange> evaluate() {
    Instant now = clock.instant();
    List<DataPoint> considered = considered(now);
    long breaching = considered.stream().filter(this::breaches).count();
    AlarmState next = breaching >= alarm.datapointsToAlarm() ? AlarmState.ALARM : AlarmState.OK;
    if (next == state) {
      return Optional.empty();
    }
    ObjectNode detail = detail(next, reason(next, considered), now);
    detail.put("reasonData", reasonData(considered, now).toString());
    return Optional.of(changed(next, detail, now));
  }

  /**
   * Sets the state, as somebody may through CloudWatch's API. The next evaluation that finds
   * another one sets it back.
   *
   * @param next the state
   * @param reason why, as the caller says
   * @return the change; empty if that was the state already
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html">SetAlarmState</a>
   */
  public Optional<AlarmStateChange> set(AlarmState next, String reason) {
    if (next == state) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(changed(next, detail(next, reason, now), now));
  }

  private AlarmStateChange changed(AlarmState next, ObjectNode detail, Instant now) {
    AlarmStateChange change =
        new AlarmStateChange(name, state, next, event(detail, stateDetail, now));
    state = next;
    stateDetail = detail;
    return change;
  }

  private record DataPoint(Instant start, double value) {}

  private boolean breaches(DataPoint point) {
    return alarm.comparison().breaches(point.value(), alarm.threshold());
  }

  /** The data points that decide, the latest first; points filled in never breach, so none is. */
  private List<DataPoint> considered(Instant now) {
    Duration period = Duration.ofSeconds(alarm.periodSeconds());
    Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    List<DataPoint> real = new ArrayList<>();
    for (int i = 0; i < alarm.evaluationPeriods() + EXTRA_PERIODS; i++) {
      Instant start = end.minus(period);
      OptionalDouble value = value(alarm.watched(), start, end);
      if (value.isPresent()) {
        real.add(new DataPoint(start, value.getAsDouble()));
      }
      end = start;
    }
    return real.subList(0, Math.min(real.size(), alarm.evaluationPeriods()));
  }

  private OptionalDouble value(MetricQuery query, Instant from, Instant to) {
    if (query instanceof MetricQuery.MetricStat stat) {
      return history.statistic(stat.metric(), stat.statistic(), from, to);
    }
    double sum = 0;
    for (MetricQuery.Term term : ((MetricQuery.Expression) query).terms()) {
      OptionalDouble value = value(query(term.id()), from, to);
      if (value.isEmpty() && term.fill().isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += value.orElseGet(() -> term.fill().getAsDouble());
    }
    return OptionalDouble.of(sum);
  }

  private MetricQuery query(String id) {
    return alarm.queries().stream().filter(q -> q.id().equals(id)).findFirst().orElseThrow();
  }

  private String reason(AlarmState next, List<DataPoint> considered) {
    int missing = alarm.evaluationPeriods() - considered.size();
    if (considered.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "Threshold Crossed: no datapoints were received for %d periods and %d missing datapoints"
              + " were treated as [NonBreaching].",
          alarm.evaluationPeriods(),
          missing);
    }
    // As in AWS's own texts, the points on the side of the new state are named.
    List<DataPoint> named =
        considered.stream().filter(p -> breaches(p) == (next == AlarmState.ALARM)).toList();
    return String.format(
        Locale.ROOT,
        "Threshold Crossed: %d out of the last %d datapoints [%s] was %s%s the threshold (%s)%s"
            + " (minimum %d datapoint%s for %s -> %s transition).",
        named.size(),
        considered.size(),
        named.stream()
            .map(p -> p.value() + " (" + REASON_TIME.format(p.start()) + ")")
            .collect(Collectors.joining(", ")),
        next == AlarmState.ALARM ? "" : "not ",
        alarm.comparison().words(),
        alarm.threshold(),
        missing > 0 ? " and " + missing + " missing datapoints were treated as [NonBreaching]" : "",
        alarm.datapointsToAlarm(),
        alarm.datapointsToAlarm() == 1 ? "" : "s",
        next == AlarmState.ALARM ? "OK" : "ALARM",
        next);
  }

  private ObjectNode reasonData(List<DataPoint> considered, Instant now) {
    ObjectNode data = JSON.objectNode();
    data.put("version", "1.0");
    data.put("queryDate", STATE_TIME.format(now));
    if (!considered.isEmpty()) {
      data.put("startDate", STATE_TIME.format(considered.get(considered.size() - 1).start()));
    }
    if (alarm.watched() instanceof MetricQuery.MetricStat stat) {
      data.put("statistic", stat.statistic().awsName());
    }
    data.put("period", alarm.periodSeconds());
    ArrayNode recent = data.putArray("recentDatapoints");
    List<DataPoint> oldestFirst = new ArrayList<>(considered);
    Collections.reverse(oldestFirst);
    oldestFirst.forEach(point -> recent.add(point.value()));
    data.put("threshold", alarm.threshold());
    return data;
  }

  private static ObjectNode detail(AlarmState state, String reason, Instant at) {
    ObjectNode detail = JSON.objectNode();
    detail.put("value", state.name());
    detail.put("reason", reason);
    detail.put("timestamp", STATE_TIME.format(at));
    return detail;
  }

  private ObjectNode event(ObjectNode current, ObjectNode previous, Instant now) {
    ObjectNode event = JSON.objectNode();
    event.put("version", "0");
    event.put(
        "id", UUID.nameUUIDFromBytes((arn + current).getBytes(StandardCharsets.UTF_8)).toString());
    event.put("detail-type", "CloudWatch Alarm State Change");
    event.put("source", "aws.cloudwatch");
    event.put("account", arnPart(arn, 4));
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", arnPart(arn, 3));
    event.putArray("resources").add(arn);
    ObjectNode detail = event.putObject("detail");
    detail.put("alarmName", name);
    detail.set("state", current);
    detail.set("previousState", previous);
    ObjectNode configuration = detail.putObject("configuration");
    if (!alarm.description().isEmpty()) {
      configuration.put("description", alarm.description());
    }
    ArrayNode metrics = configuration.putArray("metrics");
    alarm.queries().forEach(query -> metrics.add(configured(query)));
    return event;
  }

  private static ObjectNode configured(MetricQuery query) {
    ObjectNode entry = JSON.objectNode();
    entry.put("id", query.id());
    if (query instanceof MetricQuery.MetricStat stat) {
      ObjectNode metricStat = entry.putObject("metricStat");
      ObjectNode metric = metricStat.putObject("metric");
      metric.put("namespace", stat.metric().namespace());
      metric.put("name", stat.metric().name());
      ObjectNode dimensions = metric.putObject("dimensions");
      stat.metric().dimensions().forEach(dimensions::put);
      metricStat.put("period", stat.periodSeconds());
      metricStat.put("stat", stat.statistic().awsName());
    } else if (query instanceof MetricQuery.Expression expression) {
      entry.put("expression", expression.text());
      entry.put("label", expression.label());
    }
    entry.put("returnData", query.returnData());
    return entry;
  }

  private static String arnPart(String arn, int index) {
    String[] parts = arn.split(":", 7);
    if (parts.length != 7 || !parts[5].equals("alarm")) {
      throw new IllegalArgumentException(
          "alarm ARN " + arn + ": expected arn:PARTITION:cloudwatch:REGION:ACCOUNT:alarm:NAME");
    }
    return parts[index];
  }
}
