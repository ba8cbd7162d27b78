package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.events.EventBus;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import io.github.landfall.rehearsal.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Puts events on the bus as a scenario's {@link StageSettings.Delivery} says. */
final class EventDispatch {

  private static final int REPEATS = 3;

  private final EventBus bus;
  private final StageSettings.Delivery delivery;
  private final Timeline timeline;
  private final List<ObjectNode> held = new ArrayList<>();

  EventDispatch(EventBus bus, StageSettings.Delivery delivery, Timeline timeline) {
    this.bus = bus;
    this.delivery = delivery;
    this.timeline = timeline;
  }

  /** Takes an event; it may be put later, but then before the next one of its kind. */
  synchronized void put(ObjectNode event, String partner) {
    switch (delivery) {
      case PLAIN -> putOnce(event, partner);
      case REPEATED_AND_REORDERED -> {
        if (state(event).equals("ALARM")) {
          held.add(event);
          timeline.add(Kind.RULE, partner, what(event) + " is held up");
          return;
        }
        for (int i = 0; i < REPEATS; i++) {
          putOnce(event, partner);
          held.forEach(earlier -> putOnce(earlier, partner));
        }
        held.clear();
      }
    }
  }

  private void putOnce(ObjectNode event, String partner) {
    if (!bus.put(event).isEmpty()) {
      timeline.add(Kind.RULE, partner, what(event) + " goes into the run queue");
    }
  }

  private static String what(JsonNode event) {
    return "«" + event.path("detail-type").asText() + "» " + state(event);
  }

  private static String state(JsonNode event) {
    return event.path("detail").path("state").path("value").asText();
  }
}
