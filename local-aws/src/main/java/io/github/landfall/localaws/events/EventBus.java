package io.github.landfall.localaws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

  private final QueueSender sender;
  private final Predicate<String> enabled;
  private final Machine machine = Machine.builder().build();
  private final Map<String, EventRule> rules = new LinkedHashMap<>();

  /**
   * A bus without rules.
   *
   * @param sender delivers to the queues
   */
  public EventBus(QueueSender sender) {
    this(sender, rule -> true);
  }

  /**
   * A bus without rules, whose rules somebody may disable later.
   *
   * @param sender delivers to the queues
   * @param enabled whether a rule of a name is enabled now
   */
  public EventBus(QueueSender sender, Predicate<String> enabled) {
    this.sender = sender;
    this.enabled = enabled;
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
    EventRule rule = EventRule.of(name, properties, "EventPattern");
    if (!(properties.get("EventPattern") instanceof ObjectNode pattern)) {
      throw new IllegalArgumentException(
          "rule " + name + ": expected an object as EventPattern in " + properties);
    }
    if (rules.putIfAbsent(name, rule) != null) {
      throw new IllegalArgumentException("two rules are named " + name);
    }
    if (!rule.enabled()) {
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
   *     their queues has now what its target is to get
   */
  public synchronized List<String> put(JsonNode event) {
    Set<String> matching = Set.copyOf(machine.rulesForJSONEvent(event));
    List<String> matched =
        rules.keySet().stream().filter(matching::contains).filter(enabled).toList();
    matched.forEach(rule -> rules.get(rule).send(event, sender));
    return matched;
  }
}
