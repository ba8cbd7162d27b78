package io.github.landfall.rehearsal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.rehearsal.http.AwsFault;
import io.github.landfall.rehearsal.http.JsonProtocol;
import io.github.landfall.rehearsal.http.LocalEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * AWS Storage Gateway on 127.0.0.1: names the file shares and starts refreshes, whose end it tells
 * by an event.
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
public final class StorageGatewayService implements AutoCloseable {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int REFRESHES_PER_GATEWAY = 2;
  private static final int DESCRIBED_PER_CALL = 10;
  private static final int FOLDERS = 50;
  private static final int FOLDER_CHARACTERS = 1024;

  /** Small on purpose: a caller that does not follow NextMarker loses shares here. */
  private static final int SHARES_PER_PAGE = 2;

  private final InstantSource clock;
  private final RefreshPace pace;
  private final Consumer<ObjectNode> events;
  private final LocalEndpoint endpoint;
  private final List<FileGateway> gateways = new ArrayList<>();
  private final List<Refresh> running = new ArrayList<>();
  private final List<DueEvent> dueEvents = new ArrayList<>();
  private final Deque<EventDelivery> deliveries = new ArrayDeque<>();
  private final List<ServiceCall> calls = new ArrayList<>();
  private int refreshes;

  private record Refresh(
      String notificationId,
      FileGateway gateway,
      FileShare share,
      FileGateway.Survey survey,
      Instant started,
      Instant due,
      EventDelivery delivery) {}

  private record DueEvent(Instant due, ObjectNode event) {}

  /**
   * Starts the service, without gateways.
   *
   * @param clock the virtual clock
   * @param pace how long refreshes take
   * @param events takes the refresh-complete events; called from {@link #tick}, and from the
   *     service's own thread for {@link EventDelivery.BeforeResponse}
   */
  public StorageGatewayService(InstantSource clock, RefreshPace pace, Consumer<ObjectNode> events) {
    this.clock = clock;
    this.pace = pace;
    this.events = events;
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol(
                "StorageGateway_20130630",
                "1.1",
                Map.of(
                    "DescribeNFSFileShares",
                    recorded("DescribeNFSFileShares", in -> describe(in, FileShare.Type.NFS)),
                    "DescribeSMBFileShares",
                    recorded("DescribeSMBFileShares", in -> describe(in, FileShare.Type.SMB)),
                    "ListFileShares",
                    recorded("ListFileShares", this::listFileShares),
                    "RefreshCache",
                    recorded("RefreshCache", this::refreshCache))));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** Adds a gateway with its shares. */
  public synchronized void addGateway(FileGateway gateway) {
    gateways.add(gateway);
  }

  /**
   * Says when the event of the next refresh that starts comes. Several calls are for as many
   * refreshes, one after the other; without one, an event comes on completion.
   */
  public synchronized void deliverNext(EventDelivery delivery) {
    deliveries.add(delivery);
  }

  /** Every call so far, in order. */
  public synchronized List<ServiceCall> calls() {
    return List.copyOf(calls);
  }

  /** How many refreshes run on a gateway. */
  public synchronized int runningRefreshes(FileGateway gateway) {
    return (int) running.stream().filter(refresh -> refresh.gateway() == gateway).count();
  }

  /**
   * Ends the refreshes whose time has come, and sends the events that are due. A refresh of a
   * gateway that is offline waits until it is connected again.
   */
  public void tick() {
    List<Refresh> ended = new ArrayList<>();
    Instant now = clock.instant();
    synchronized (this) {
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

  @Override
  public void close() {
    endpoint.close();
  }

  private synchronized void schedule(Refresh refresh, Instant completed) {
    EventDelivery delivery = refresh.delivery();
    if (delivery instanceof EventDelivery.Late late) {
      dueEvents.add(new DueEvent(completed.plus(late.delay()), event(refresh, completed)));
    } else if (delivery instanceof EventDelivery.OnCompletion) {
      dueEvents.add(new DueEvent(completed, event(refresh, completed)));
    }
  }

  private synchronized List<ObjectNode> dueEvents(Instant now) {
    List<ObjectNode> due = new ArrayList<>();
    for (Iterator<DueEvent> all = dueEvents.iterator(); all.hasNext(); ) {
      DueEvent event = all.next();
      if (!event.due().isAfter(now)) {
        all.remove();
        due.add(event.event());
      }
    }
    return due;
  }

  private UnaryOperator<ObjectNode> recorded(String name, UnaryOperator<ObjectNode> operation) {
    return input -> {
      try {
        ObjectNode output = operation.apply(input);
        record(new ServiceCall(clock.instant(), name, input, ""));
        return output;
      } catch (AwsFault fault) {
        record(new ServiceCall(clock.instant(), name, input, fault.code()));
        throw fault;
      }
    };
  }

  private synchronized void record(ServiceCall call) {
    calls.add(call);
  }

  private synchronized ObjectNode listFileShares(ObjectNode input) {
    String gatewayArn = input.path("GatewayARN").asText("");
    List<ObjectNode> found = new ArrayList<>();
    for (FileGateway gateway : gateways) {
      if (gatewayArn.isEmpty() || gatewayArn.equals(gateway.arn())) {
        gateway.shares().forEach(share -> found.add(summary(gateway, share)));
      }
    }
    if (found.isEmpty() && !gatewayArn.isEmpty()) {
      throw invalid("GatewayNotFound", "The specified gateway was not found.");
    }
    int limit = input.path("Limit").asInt(SHARES_PER_PAGE);
    if (limit < 1) {
      throw validation("Limit", "must be at least 1");
    }
    String marker = input.path("Marker").asText("0");
    if (!marker.matches("[0-9]{1,9}") || Integer.parseInt(marker) > found.size()) {
      throw invalid("InvalidParameters", "The specified marker is not valid.");
    }
    int from = Integer.parseInt(marker);
    int to = Math.min(found.size(), from + Math.min(limit, SHARES_PER_PAGE));
    ObjectNode output = JSON.objectNode();
    if (input.has("Marker")) {
      output.put("Marker", marker);
    }
    if (to < found.size()) {
      output.put("NextMarker", Integer.toString(to));
    }
    output.putArray("FileShareInfoList").addAll(found.subList(from, to));
    return output;
  }

  private static ObjectNode summary(FileGateway gateway, FileShare share) {
    ObjectNode info = JSON.objectNode();
    info.put("FileShareType", share.type().name());
    info.put("FileShareARN", share.arn());
    info.put("FileShareId", share.id());
    info.put("FileShareStatus", "AVAILABLE");
    info.put("GatewayARN", gateway.arn());
    return info;
  }

  private synchronized ObjectNode describe(ObjectNode input, FileShare.Type type) {
    JsonNode arns = input.path("FileShareARNList");
    if (!arns.isArray() || arns.isEmpty() || arns.size() > DESCRIBED_PER_CALL) {
      throw validation("FileShareARNList", "must have 1 to " + DESCRIBED_PER_CALL + " members");
    }
    ObjectNode output = JSON.objectNode();
    ArrayNode list = output.putArray(type + "FileShareInfoList");
    for (JsonNode arn : arns) {
      FileGateway gateway = gatewayOf(arn.asText());
      FileShare share = share(gateway, arn.asText());
      if (share.type() != type) {
        throw shareNotFound();
      }
      ObjectNode info = summary(gateway, share);
      info.remove("FileShareType");
      info.put("LocationARN", share.locationArn());
      info.put("Path", "/" + share.name());
      info.put("FileShareName", share.name());
      info.put("ReadOnly", true);
      list.add(info);
    }
    return output;
  }

  private ObjectNode refreshCache(ObjectNode input) {
    String arn = input.path("FileShareARN").asText("");
    List<String> folders = folders(input.get("FolderList"));
    boolean recursive = input.path("Recursive").asBoolean(true);
    Refresh refresh = start(arn, folders, recursive);
    if (refresh.delivery() instanceof EventDelivery.BeforeResponse) {
      refresh.gateway().renew(refresh.share(), refresh.survey());
      events.accept(event(refresh, refresh.started()));
    }
    ObjectNode output = JSON.objectNode();
    output.put("FileShareARN", arn);
    output.put("NotificationId", refresh.notificationId());
    return output;
  }

  private synchronized Refresh start(String arn, List<String> folders, boolean recursive) {
    FileGateway gateway = gatewayOf(arn);
    if (!gateway.connected()) {
      throw invalid("GatewayNotConnected", "The specified gateway is not connected.");
    }
    if (runningRefreshes(gateway) >= REFRESHES_PER_GATEWAY) {
      // The text that users report; which error code comes with it is not documented.
      throw invalid("ServiceUnavailable", "Too many requests have been sent to server.");
    }
    FileShare share = share(gateway, arn);
    FileGateway.Survey survey = gateway.survey(share, folders, recursive);
    EventDelivery delivery =
        Optional.ofNullable(deliveries.poll()).orElseGet(EventDelivery.OnCompletion::new);
    Instant now = clock.instant();
    refreshes++;
    String id =
        UUID.nameUUIDFromBytes((arn + refreshes).getBytes(StandardCharsets.UTF_8)).toString();
    Refresh refresh =
        new Refresh(id, gateway, share, survey, now, now.plus(pace.of(survey.objects())), delivery);
    if (!(delivery instanceof EventDelivery.BeforeResponse)) {
      running.add(refresh);
    }
    return refresh;
  }

  /** The folders from the share's root, without slashes at their ends. */
  private static List<String> folders(JsonNode list) {
    if (list == null || list.isNull()) {
      return List.of("");
    }
    if (list.isEmpty() || list.size() > FOLDERS) {
      throw validation("FolderList", "must have 1 to " + FOLDERS + " members");
    }
    List<String> folders = new ArrayList<>();
    for (JsonNode folder : list) {
      String name = folder.asText();
      if (name.isEmpty() || name.length() > FOLDER_CHARACTERS) {
        throw validation(
            "FolderList", "members must have 1 to " + FOLDER_CHARACTERS + " characters");
      }
      if (!name.equals("/") && (name.startsWith("/") || name.endsWith("/"))) {
        // AWS does not say what such a name means; the rehearsal does not let it pass for a hit.
        throw invalid("InvalidParameters", "folder " + name + " begins or ends with a slash");
      }
      folders.add(name.equals("/") ? "" : name);
    }
    return folders;
  }

  private FileGateway gatewayOf(String shareArn) {
    return gateways.stream()
        .filter(gateway -> gateway.shares().stream().anyMatch(s -> s.arn().equals(shareArn)))
        .findFirst()
        .orElseThrow(StorageGatewayService::shareNotFound);
  }

  private static FileShare share(FileGateway gateway, String arn) {
    return gateway.shares().stream()
        .filter(share -> share.arn().equals(arn))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode event(Refresh refresh, Instant completed) {
    String[] arn = refresh.share().arn().split(":", 6);
    ObjectNode event = JSON.objectNode();
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

  private static AwsFault shareNotFound() {
    return invalid("FileShareNotFound", "The specified file share was not found.");
  }

  private static AwsFault invalid(String errorCode, String message) {
    ObjectNode members = JSON.objectNode();
    members.putObject("error").put("errorCode", errorCode);
    return new AwsFault("InvalidGatewayRequestException", 400, message, members);
  }

  private static AwsFault validation(String member, String constraint) {
    return new AwsFault(
        "ValidationException",
        400,
        "1 validation error detected: Value at '"
            + member
            + "' failed to satisfy constraint: "
            + member
            + " "
            + constraint);
  }
}
