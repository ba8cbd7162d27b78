package io.github.landfall.contract.run;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final String SWEEP = "sweep#";

  private RunItems() {}

  /** The item of a run. */
  public static Map<String, AttributeValue> item(Run run) {
    Map<String, AttributeValue> item =
        new LinkedHashMap<>(attribute(JSON.valueToTree(Stored.of(run))).m());
    item.putAll(key(run.id()));
    return item;
  }

  /**
   * The run of an item, also of one that an earlier version wrote.
   *
   * @throws IllegalStateException if the item is no run
   */
  public static Run run(Map<String, AttributeValue> item) {
    return run(json(AttributeValue.fromM(item)));
  }

  /**
   * The run of an item, given as JSON: an attribute a member.
   *
   * @throws IllegalStateException if the item is no run
   */
  public static Run run(JsonNode item) {
    try {
      return JSON.treeToValue(item, Stored.class).run();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the runs table holds an item that is no run: partner %s, run %s"
              .formatted(item.path("partner"), item.path("run")),
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

  private static AttributeValue attribute(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        node.properties().forEach(e -> members.put(e.getKey(), attribute(e.getValue())));
        yield AttributeValue.fromM(members);
      }
      case ARRAY -> {
        List<AttributeValue> elements = node.valueStream().map(RunItems::attribute).toList();
        yield AttributeValue.fromL(elements);
      }
      case NUMBER -> AttributeValue.fromN(node.asText());
      case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
      case STRING -> AttributeValue.fromS(node.textValue());
      case NULL -> AttributeValue.fromNul(true);
      default -> throw new IllegalArgumentException("no attribute for JSON " + node.getNodeType());
    };
  }

  private static JsonNode json(AttributeValue attribute) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (attribute.type()) {
      case M -> {
        ObjectNode object = nodes.objectNode();
        attribute.m().forEach((name, value) -> object.set(name, json(value)));
        yield object;
      }
      case L -> {
        ArrayNode array = nodes.arrayNode();
        attribute.l().forEach(value -> array.add(json(value)));
        yield array;
      }
      case N -> nodes.numberNode(new BigDecimal(attribute.n()));
      case BOOL -> nodes.booleanNode(attribute.bool());
      case S -> nodes.textNode(attribute.s());
      case NUL -> nodes.nullNode();
      default -> throw new IllegalArgumentException("no JSON for attribute " + attribute.type());
    };
  }

  /** An item's attributes; the aliases are what earlier versions called them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Stored(
      String partner,
      Instant start,
      boolean sweep,
      WatchedTransfer transfer,
      Instant lastAlarm,
      Instant quiet,
      Instant ended,
      @JsonAlias("missing") Integer failedObjects,
      List<String> failedKeys,
      FinderEnd finder,
      @JsonAlias("interim") ProgressSnapshot progress,
      Delivery delivery,
      List<PartnerShare> shares,
      List<FolderRefresh> refreshes,
      List<String> unreadGateways,
      Map<String, Instant> published,
      @JsonAlias("inHand") String stepInProgress,
      long version) {

    static Stored of(Run run) {
      Optional<Phase.Ended> ended = run.ended();
      Optional<Refreshes> refreshes = run.refreshes();
      return new Stored(
          run.partner(),
          run.start(),
          run.sweep(),
          run.transfer().orElse(null),
          run.sweep() ? null : run.phase().lastAlarm(),
          run.phase() instanceof Phase.Quiet quiet ? quiet.since() : null,
          ended.map(Phase.Ended::at).orElse(null),
          ended.map(end -> end.failed().count()).orElse(null),
          ended.map(end -> end.failed().named()).orElse(null),
          ended.flatMap(Phase.Ended::finder).orElse(null),
          run.progress().orElse(null),
          run.delivery().orElse(null),
          refreshes.map(Refreshes::shares).orElse(null),
          refreshes.map(Refreshes::all).orElse(null),
          refreshes.map(Refreshes::unreadGateways).orElse(null),
          run.steps().published(),
          run.steps().inProgress().orElse(null),
          run.version());
    }

    Run run() {
      return new Run(
          new RunId(partner.replaceFirst("^" + SWEEP, ""), start, sweep),
          Optional.ofNullable(transfer),
          phase(),
          Optional.ofNullable(progress),
          Optional.ofNullable(delivery),
          shares == null
              ? Optional.empty()
              : Optional.of(
                  new Refreshes(
                      shares,
                      Objects.requireNonNullElse(refreshes, List.of()),
                      Objects.requireNonNullElse(unreadGateways, List.of()))),
          new Steps(
              Objects.requireNonNullElse(published, Map.of()), Optional.ofNullable(stepInProgress)),
          version);
    }

    private Phase phase() {
      Instant alarm = sweep ? start : lastAlarm;
      if (ended != null) {
        return new Phase.Ended(alarm, ended, failed(), Optional.ofNullable(finder));
      }
      return quiet == null ? new Phase.Busy(alarm) : new Phase.Quiet(alarm, quiet);
    }

    /** Earlier versions kept the names with the delivery alone. */
    private FailedObjects failed() {
      List<String> named = failedKeys == null && delivery != null ? delivery.failed() : failedKeys;
      return new FailedObjects(
          Objects.requireNonNullElse(failedObjects, 0),
          Objects.requireNonNullElse(named, List.of()));
    }
  }
}
