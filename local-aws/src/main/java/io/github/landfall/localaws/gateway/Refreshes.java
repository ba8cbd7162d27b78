package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The refreshes of the gateways' listings, whose end is told by an event.
 *
 * <p>A refresh reads the bucket when it starts and shows what it read when it ends: objects that
 * come in between stay invisible. That is the worst that the documentation allows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/filegateway/latest/files3/monitoring-file-gateway.html">Getting
 *     notified about file operations</a>
 */
final class Refreshes {

  private static final int REFRESHES_PER_GATEWAY = 2;

  private final Registry registry;
  private final InstantSource clock;
  private final RefreshPace pace;
  private final Consumer<ObjectNode> events;
  private final List<Refresh> running = new ArrayList<>();
  private final List<DueEvent> dueEvents = new ArrayList<>();
  private final Deque<EventDelivery> deliveries = new ArrayDeque<>();
  private final Map<String, BucketRequests> costs = new HashMap<>();
  private int started;

  private record Refresh(
      String notificationId,
      FileGateway gateway,
      FileShare share,
      FileGateway.Survey survey,
      Instant started,
      Instant due,
      EventDelivery delivery) {}

  private record DueEvent(Instant due, ObjectNode event) {}

  Refreshes(Registry registry, InstantSource clock, RefreshPace pace, Consumer<ObjectNode> events) {
    this.registry = registry;
    this.clock = clock;
    this.pace = pace;
    this.events = events;
  }

  void deliverNext(EventDelivery delivery) {
    synchronized (registry) {
      deliveries.add(delivery);
    }
  }

  int running(FileGateway gateway) {
    synchronized (registry) {
      return (int) running.stream().filter(refresh -> refresh.gateway() == gateway).count();
    }
  }

  BucketRequests cost(String notificationId) {
    synchronized (registry) {
      return Optional.ofNullable(costs.get(notificationId))
          .orElseThrow(() -> new IllegalArgumentException("there is no refresh " + notificationId));
    }
  }

  /** Ends the refreshes whose time has come, and sends the events that are due. */
  void tick() {
    List<Refresh> ended = new ArrayList<>();
    Instant now = clock.instant();
    synchronized (registry) {
      for (Iterator<Refresh> all = running.iterator(); all.hasNext(); ) {
        Refresh refresh = all.next();
        if (!refresh.due().isAfter(now) && refresh.gateway().connected()) {
          all.remove();
          ended.add(refresh);
        }
      }
    }
    ended.sort(Comparator.comparing(Refresh::due));
    for (Refresh refresh : ended) {
      refresh.gateway().renew(refresh.share(), refresh.survey());
      schedule(refresh, now);
    }
    // Events go out with no lock held: their receivers may well look at the service.
    dueEvents(now).forEach(events);
  }

  private void schedule(Refresh refresh, Instant completed) {
    EventDelivery delivery = refresh.delivery();
    synchronized (registry) {
      if (delivery instanceof EventDelivery.Late late) {
        dueEvents.add(new DueEvent(completed.plus(late.delay()), event(refresh, completed)));
      } else if (delivery instanceof EventDelivery.OnCompletion) {
        dueEvents.add(new DueEvent(completed, event(refresh, completed)));
      }
    }
  }

  private List<ObjectNode> dueEvents(Instant now) {
    List<ObjectNode> due = new ArrayList<>();
    synchronized (registry) {
      for (Iterator<DueEvent> all = dueEvents.iterator(); all.hasNext(); ) {
        DueEvent event = all.next();
        if (!event.due().isAfter(now)) {
          all.remove();
          due.add(event.event());
        }
      }
    }
    return due;
  }

  /** Holds the lock only while it starts: an event may go out before the answer. */
  ObjectNode refreshCache(ObjectNode input) {
    String arn = input.path("FileShareARN").asText();
    List<String> folders = folders(input.get("FolderList"));
    boolean recursive = input.path("Recursive").asBoolean(true);
    Refresh refresh = start(arn, folders, recursive);
    if (refresh.delivery() instanceof EventDelivery.BeforeResponse) {
      refresh.gateway().renew(refresh.share(), refresh.survey());
      events.accept(event(refresh, refresh.started()));
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("FileShareARN", arn)
        .put("NotificationId", refresh.notificationId());
  }

  private Refresh start(String arn, List<String> folders, boolean recursive) {
    synchronized (registry) {
      RegisteredGateway registered = registry.connected(registry.ofShare(arn));
      FileGateway gateway = registered.files();
      if (running(gateway) >= REFRESHES_PER_GATEWAY) {
        // The text that users report; which error code comes with it is not documented.
        throw Faults.invalid("ServiceUnavailable", "Too many requests have been sent to server.");
      }
      FileShare share = Registry.share(registered, arn).orElseThrow();
      FileGateway.Survey survey = gateway.survey(share, folders, recursive);
      EventDelivery delivery =
          Optional.ofNullable(deliveries.poll()).orElseGet(EventDelivery.OnCompletion::new);
      Instant now = clock.instant();
      started++;
      String id =
          UUID.nameUUIDFromBytes((arn + started).getBytes(StandardCharsets.UTF_8)).toString();
      costs.put(id, survey.requests());
      Instant due = now.plus(pace.of(survey.objects()));
      Refresh refresh = new Refresh(id, gateway, share, survey, now, due, delivery);
      if (!(delivery instanceof EventDelivery.BeforeResponse)) {
        running.add(refresh);
      }
      return refresh;
    }
  }

  /** The folders from the share's root, without slashes at their ends. */
  private static List<String> folders(JsonNode list) {
    if (list == null || list.isNull()) {
      return List.of("");
    }
    List<String> folders = new ArrayList<>();
    for (JsonNode folder : list) {
      String name = folder.asText();
      if (!name.equals("/") && (name.startsWith("/") || name.endsWith("/"))) {
        // AWS does not say what such a name means; the rehearsal does not let it pass for a hit.
        throw Faults.parameters("folder " + name + " begins or ends with a slash");
      }
      folders.add(name.equals("/") ? "" : name);
    }
    return folders;
  }

  private static ObjectNode event(Refresh refresh, Instant completed) {
    String[] arn = refresh.share().arn().split(":", 6);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", refresh.notificationId());
    event.put("detail-type", "Storage Gateway Refresh Cache Event");
    event.put("source", "aws.storagegateway");
    event.put("account", arn[4]);
    event.put("time", seconds(completed));
    event.put("region", arn[3]);
    event.putArray("resources").add(refresh.share().arn()).add(refresh.gateway().arn());
    ObjectNode detail = event.putObject("detail");
    detail.put("event-type", "refresh-complete");
    detail.put("notification-id", refresh.notificationId());
    detail.put("started", seconds(refresh.started()));
    detail.put("completed", seconds(completed));
    ArrayNode folders = detail.putArray("folderList");
    refresh.survey().roots().forEach(folder -> folders.add(folder.isEmpty() ? "/" : folder));
    return event;
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
