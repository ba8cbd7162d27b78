package io.github.landfall.contract.run;

import io.github.landfall.contract.run.ProgressSnapshot.Backlog;
import io.github.landfall.contract.text.Members;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.FinderEnd;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns runs into items of the runs table and back: one attribute for each thing known, so that a
 * person can read it in the console. What is not known has no attribute.
 */
public final class RunItems {

  /** Always three digits after the point, so that the sort key's order is the order in time. */
  private static final DateTimeFormatter KEY_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String SWEEP = "sweep#";

  private RunItems() {}

  /** The item of a run. */
  public static Map<String, AttributeValue> item(Run run) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(attribute(values(run)).m());
    item.putAll(key(run.id()));
    return item;
  }

  /**
   * The run of an item, also of one that an earlier version wrote.
   *
   * @throws IllegalStateException if the item is no run
   */
  public static Run run(Map<String, AttributeValue> item) {
    return run(Members.of(value(AttributeValue.fromM(item))));
  }

  /**
   * The run of an item, given as plain values: an attribute a member.
   *
   * @throws IllegalStateException if the item is no run
   */
  public static Run run(Members item) {
    try {
      return known(item);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalStateException(
          "the runs table holds an item that is no run: partner %s, run %s: %s"
              .formatted(item.values().get("partner"), item.values().get("run"), e.getMessage()),
          e);
    }
  }

  /** The key of a run's item. */
  public static Map<String, AttributeValue> key(RunId id) {
    return Map.of(
        "partner", AttributeValue.fromS(partition(id.partner(), id.sweep())),
        "run", AttributeValue.fromS(keyTime(id.start())));
  }

  /** A partner's partition key: sweeps lie under one of their own, for they are no transfers. */
  public static String partition(String partner, boolean sweep) {
    return sweep ? SWEEP + partner : partner;
  }

  /** The sort key of what starts at a time. */
  public static String keyTime(Instant time) {
    return KEY_TIME.format(time);
  }

  private static AttributeValue attribute(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, AttributeValue> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put((String) name, attribute(member)));
      return AttributeValue.fromM(members);
    }
    if (value instanceof List<?> list) {
      return AttributeValue.fromL(list.stream().map(RunItems::attribute).toList());
    }
    if (value instanceof Number number) {
      return AttributeValue.fromN(number.toString());
    }
    return value instanceof Boolean flag
        ? AttributeValue.fromBool(flag)
        : AttributeValue.fromS((String) value);
  }

  private static Object value(AttributeValue attribute) {
    return switch (attribute.type()) {
      case M -> {
        Map<String, Object> object = new LinkedHashMap<>();
        attribute.m().forEach((name, value) -> object.put(name, value(value)));
        yield object;
      }
      case L -> attribute.l().stream().map(RunItems::value).toList();
      case N -> new BigDecimal(attribute.n());
      case BOOL -> attribute.bool();
      case S -> attribute.s();
      case NUL -> null;
      default -> throw new IllegalArgumentException("no value for attribute " + attribute.type());
    };
  }

  private static Map<String, Object> values(Run run) {
    Optional<Phase.Ended> ended = run.ended();
    Optional<Refreshes> refreshes = run.refreshes();
    return new ItemValues()
        .put("start", run.start())
        .put("sweep", run.sweep())
        .part("transfer", run.transfer().orElse(null), RunItems::values)
        .put("lastAlarm", run.sweep() ? null : run.phase().lastAlarm())
        .put("quiet", run.phase() instanceof Phase.Quiet quiet ? quiet.since() : null)
        .put("ended", ended.map(Phase.Ended::at).orElse(null))
        .put("failedObjects", ended.map(end -> end.failed().count()).orElse(null))
        .put("failedKeys", ended.map(end -> end.failed().named()).orElse(null))
        .part("finder", ended.flatMap(Phase.Ended::finder).orElse(null), RunItems::values)
        .part("progress", run.progress().orElse(null), RunItems::values)
        .part("delivery", run.delivery().orElse(null), DeliveryItems::values)
        .parts("shares", refreshes.map(Refreshes::shares).orElse(null), RunItems::values)
        .parts("refreshes", refreshes.map(Refreshes::all).orElse(null), RunItems::values)
        .put("unreadGateways", refreshes.map(Refreshes::unreadGateways).orElse(null))
        .put("published", run.steps().published())
        .put("stepInProgress", run.steps().inProgress().orElse(null))
        .put("version", run.version())
        .map();
  }

  private static Run known(Members item) {
    boolean sweep = item.flag("sweep");
    Instant start = item.required("start", item.time("start"));
    Optional<Delivery> delivery = item.part("delivery").map(DeliveryItems::delivery);
    return new Run(
        new RunId(item.requiredText("partner").replaceFirst("^" + SWEEP, ""), start, sweep),
        item.part("transfer").map(WatchedTransfer::of),
        phase(item, sweep ? start : item.time("lastAlarm"), delivery),
        item.part("progress").or(() -> item.part("interim")).map(RunItems::progress),
        delivery,
        refreshes(item),
        new Steps(
            item.part("published").map(RunItems::times).orElse(Map.of()),
            Optional.ofNullable(either(item.text("stepInProgress"), item.text("inHand")))),
        item.count("version"));
  }

  /** The second is what earlier versions called it. */
  private static <T> T either(T now, T earlier) {
    return now == null ? earlier : now;
  }

  private static Phase phase(Members item, Instant alarm, Optional<Delivery> delivery) {
    Instant ended = item.time("ended");
    Instant quiet = item.time("quiet");
    if (ended != null) {
      return new Phase.Ended(
          alarm, ended, failed(item, delivery), item.part("finder").map(RunItems::finder));
    }
    return quiet == null ? new Phase.Busy(alarm) : new Phase.Quiet(alarm, quiet);
  }

  /** Earlier versions kept the names with the delivery alone. */
  private static FailedObjects failed(Members item, Optional<Delivery> delivery) {
    Long count = either(item.number("failedObjects"), item.number("missing"));
    List<String> named =
        either(item.texts("failedKeys"), delivery.map(Delivery::failed).orElse(List.of()));
    return new FailedObjects(count == null ? 0 : Math.toIntExact(count), named);
  }

  private static Optional<Refreshes> refreshes(Members item) {
    if (!item.has("shares")) {
      return Optional.empty();
    }
    return Optional.of(
        new Refreshes(
            DeliveryItems.list(
                item.parts("shares"),
                share -> new PartnerShare(share.text("arn"), share.text("prefix"))),
            DeliveryItems.list(item.parts("refreshes"), RunItems::refresh),
            Objects.requireNonNullElse(item.texts("unreadGateways"), List.of())));
  }

  private static Map<String, Instant> times(Members published) {
    Map<String, Instant> times = new LinkedHashMap<>();
    published.values().keySet().forEach(step -> times.put(step, published.time(step)));
    return times;
  }

  private static Map<String, Object> values(WatchedTransfer transfer) {
    return new ItemValues()
        .put("partner", transfer.partner())
        .put("queue", transfer.queue())
        .put("deadLetterQueue", transfer.deadLetterQueue())
        .put("cluster", transfer.cluster())
        .put("finderFamily", transfer.finderFamily())
        .put("mergeStateMachine", transfer.mergeStateMachine())
        .put("table", transfer.table())
        .put("finderLogGroup", transfer.finderLogGroup())
        .map();
  }

  private static Map<String, Object> values(FinderEnd end) {
    return new ItemValues()
        .put("task", end.task())
        .put("started", end.started())
        .put("stopped", end.stopped())
        .put("complete", end.complete())
        .put("reason", end.reason())
        .map();
  }

  private static FinderEnd finder(Members item) {
    return new FinderEnd(
        item.text("task"),
        item.time("started"),
        item.time("stopped"),
        item.flag("complete"),
        item.text("reason"));
  }

  private static Map<String, Object> values(ProgressSnapshot progress) {
    return new ItemValues()
        .put("day", progress.day())
        .put("at", progress.at())
        .put("objects", progress.objects())
        .put("bytes", progress.bytes())
        .put("waiting", progress.waiting())
        .put("finding", progress.finding())
        .put("objectsOnDrive", progress.objectsOnDrive())
        .put("bytesOnDrive", progress.bytesOnDrive())
        .put("collected", progress.collected())
        .put("lastArrival", progress.lastArrival())
        .part(
            "listed",
            progress.listed(),
            listed ->
                new ItemValues().put("at", listed.at()).put("waiting", listed.waiting()).map())
        .map();
  }

  private static ProgressSnapshot progress(Members item) {
    return new ProgressSnapshot(
        Math.toIntExact(item.count("day")),
        item.time("at"),
        item.count("objects"),
        item.count("bytes"),
        Math.toIntExact(item.count("waiting")),
        item.flag("finding"),
        item.count("objectsOnDrive"),
        item.count("bytesOnDrive"),
        item.flag("collected"),
        item.time("lastArrival"),
        item.part("listed")
            .map(listed -> new Backlog(listed.time("at"), Math.toIntExact(listed.count("waiting"))))
            .orElse(null));
  }

  private static Map<String, Object> values(PartnerShare share) {
    return new ItemValues().put("arn", share.arn()).put("prefix", share.prefix()).map();
  }

  private static Map<String, Object> values(FolderRefresh refresh) {
    return new ItemValues()
        .put("share", refresh.share())
        .put("gateway", refresh.gateway())
        .put(
            "call",
            new ItemValues()
                .put("folders", refresh.call().folders())
                .put("recursive", refresh.call().recursive())
                .map())
        .put("started", refresh.started())
        .put("notificationId", refresh.notificationId())
        .put("completed", refresh.completed())
        .put("refusals", refresh.refusals())
        .put("said", refresh.said())
        .map();
  }

  private static FolderRefresh refresh(Members item) {
    Members call = item.required("call", item.part("call").orElse(null));
    return new FolderRefresh(
        item.text("share"),
        item.text("gateway"),
        new RefreshCall(call.required("folders", call.texts("folders")), call.flag("recursive")),
        item.time("started"),
        item.text("notificationId"),
        item.time("completed"),
        Math.toIntExact(item.count("refusals")),
        item.text("said"));
  }
}
