package io.github.landfall.refresh.aws;

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
import io.github.landfall.refresh.run.Run;
import io.github.landfall.refresh.run.RunStore.RunId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns runs into items of the runs table and back: a run's JSON, attribute by attribute, so that a
 * person can read it in the console.
 */
final class RunItems {

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

  static String keyTime(Instant time) {
    return KEY_TIME.format(time);
  }

  static Map<String, AttributeValue> item(Run run) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(attribute(JSON.valueToTree(run)).m());
    item.putAll(key(run.name()));
    return item;
  }

  /** The key of a run's item: sweeps lie under a key of their own, for they are no transfers. */
  static Map<String, AttributeValue> key(RunId name) {
    return Map.of(
        "partner", AttributeValue.fromS(partition(name.partner(), name.sweep())),
        "run", AttributeValue.fromS(keyTime(name.start())));
  }

  static String partition(String partner, boolean sweep) {
    return sweep ? SWEEP + partner : partner;
  }

  static Run run(Map<String, AttributeValue> item) {
    try {
      ObjectNode run = (ObjectNode) json(AttributeValue.fromM(item));
      run.put("partner", run.path("partner").asText().replaceFirst("^" + SWEEP, ""));
      return JSON.treeToValue(run, Run.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the runs table holds an item that is no run: partner %s, run %s"
              .formatted(item.get("partner"), item.get("run")),
          e);
    }
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
}
