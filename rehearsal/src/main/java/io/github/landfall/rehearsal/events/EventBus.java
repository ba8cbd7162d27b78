package io.github.landfall.rehearsal.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/**
 * The account's default event bus: delivers an event to the queues of every rule that it matches.
 *
 * <p>Patterns are matched by AWS's own matcher, event-ruler.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html">AWS::Events::Rule</a>
 */
public final class EventBus {

  private static final Set<String> KNOWN =
      Set.of("Description", "EventBusName", "EventPattern", "Name", "State", "Tags", "Targets");
  // What happens after a failed delivery plays no part: the rehearsal's queues do not refuse.
  private static final Set<String> KNOWN_IN_TARGET =
      Set.of("Arn", "DeadLetterConfig", "Id", "RetryPolicy");

  private final QueueSender sender;
  private final Machine machine = Machine.builder().build();
  private final Map<String, List<String>> queuesByRule = new LinkedHashMap<>();

  /**
   * A bus without rules.
   *
   * @param sender delivers to the queues
   */
  public EventBus(QueueSender sender) {
    this.sender = sender;
  }

  /**
   * Adds a rule.
   *
   * @param name the rule's name, by which {@link #put} reports it
   * @param properties the resolved properties of its {@code AWS::Events::Rule}
   * @throws IllegalArgumentException naming what is missing or what the rehearsal does not
   *     understand
   */
  public synchronized void addRule(String name, JsonNode properties) {
    onlyKnown("rule " + name, properties, KNOWN);
    if (!properties.path("EventBusName").asText("default").equals("default")) {
      throw new IllegalArgumentException(
          "rule "
              + name
              + ": only the default bus is rehearsed, not "
              + properties.get("EventBusName"));
    }
    if (!(properties.get("EventPattern") instanceof ObjectNode pattern)) {
      throw new IllegalArgumentException(
          "rule " + name + ": expected an object as EventPattern in " + properties);
    }
    List<String> queues = new ArrayList<>();
    for (JsonNode target : properties.path("Targets")) {
      onlyKnown("target of rule " + name, target, KNOWN_IN_TARGET);
      String arn = target.path("Arn").asText();
      if (!arn.matches("arn:[a-z-]+:sqs:.+")) {
        throw new IllegalArgumentException(
            "rule " + name + ": expected an SQS queue's ARN as target, found " + target.get("Arn"));
      }
      queues.add(arn);
    }
    if (queuesByRule.putIfAbsent(name, queues) != null) {
      throw new IllegalArgumentException("two rules are named " + name);
    }
    if (!properties.path("State").asText("ENABLED").equals("ENABLED")) {
      return;
    }
    try {
      machine.addRule(name, pattern.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "rule " + name + ": EventBridge would refuse its EventPattern: " + e.getMessage(), e);
    }
  }

  /**
   * Puts an event on the bus.
   *
   * @param event the whole event
   * @return the names of the rules that it matched, in the order in which they were added; each of
   *     their queues has the event now
   */
  public synchronized List<String> put(JsonNode event) {
    Set<String> matching = Set.copyOf(machine.rulesForJSONEvent(event));
    List<String> matched = queuesByRule.keySet().stream().filter(matching::contains).toList();
    for (String rule : matched) {
      queuesByRule.get(rule).forEach(queue -> sender.send(queue, event.toString()));
    }
    return matched;
  }

  private static void onlyKnown(String what, JsonNode node, Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            what + ": property " + name + " is not rehearsed: " + node.get(name));
      }
    }
  }
}
