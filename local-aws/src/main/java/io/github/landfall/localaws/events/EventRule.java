package io.github.landfall.localaws.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an EventBridge rule has, whether it waits for events or for a time.
 *
 * @param name the rule's name
 * @param enabled whether it does anything
 * @param targets the queues that it leads to
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html">AWS::Events::Rule</a>
 */
record EventRule(String name, boolean enabled, List<Target> targets) {

  /**
   * A queue that a rule leads to.
   *
   * @param queue its ARN
   * @param input what it gets
   */
  record Target(String queue, TargetInput input) {}

  private static final Set<String> KNOWN =
      Set.of("Description", "EventBusName", "Name", "State", "Tags", "Targets");
  // What happens after a failed delivery plays no part: the rehearsal's queues do not refuse.
  private static final Set<String> KNOWN_IN_TARGET =
      Set.of("Arn", "DeadLetterConfig", "Id", "Input", "InputTransformer", "RetryPolicy");

  /** Sends an event to each queue, as the queue is to get it. */
  void send(JsonNode event, QueueSender sender) {
    targets.forEach(target -> sender.send(target.queue(), target.input().from(event)));
  }

  /**
   * Reads a rule.
   *
   * @param name the rule's name
   * @param properties its resolved properties
   * @param waitsFor the one property of this kind of rule that others don't have
   * @throws IllegalArgumentException naming what the rehearsal does not understand
   */
  static EventRule of(String name, JsonNode properties, String waitsFor) {
    String rule = "rule " + name;
    Set<String> known = new HashSet<>(KNOWN);
    known.add(waitsFor);
    Properties.onlyKnown(rule, properties, known);
    if (!properties.path("EventBusName").asText("default").equals("default")) {
      throw new IllegalArgumentException(
          rule + ": only the default bus is rehearsed, not " + properties.get("EventBusName"));
    }
    List<Target> targets = new ArrayList<>();
    for (JsonNode target : properties.path("Targets")) {
      Properties.onlyKnown("target of " + rule, target, KNOWN_IN_TARGET);
      targets.add(
          new Target(Properties.queueArn(rule, target.get("Arn")), TargetInput.of(rule, target)));
    }
    return new EventRule(
        name, properties.path("State").asText("ENABLED").equals("ENABLED"), List.copyOf(targets));
  }
}
