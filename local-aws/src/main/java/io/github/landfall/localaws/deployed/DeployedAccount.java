package io.github.landfall.localaws.deployed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.http.Protocol;
import io.github.landfall.localaws.http.QueryProtocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An account's services on 127.0.0.1, as far as they describe what is deployed there. All answer at
 * one address. What they say can be changed while they run.
 *
 * <p>Each description holds the members that the service's own answer has. See the API references
 * of the operations that are named in {@link Kind}.
 */
public final class DeployedAccount implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, Object>> MEMBERS = new TypeReference<>() {};
  private static final String RULES = "AWSEvents";
  private static final String CLUSTERS = "AmazonEC2ContainerServiceV20141113";
  private static final String LOGS = "Logs_20140328";
  private static final String QUEUES = "AmazonSQS";

  /** Told that somebody sets an alarm's state. */
  @FunctionalInterface
  public interface AlarmSetter {

    /**
     * Sets the state.
     *
     * @param alarm the alarm's name
     * @param state the new state
     * @param reason why, as the caller says
     */
    void set(String alarm, String state, String reason);
  }

  private final Map<Kind, Map<String, ObjectNode>> described = new EnumMap<>(Kind.class);
  private final SqsClient queues;
  private final AlarmSetter alarms;
  private final Map<String, Protocol> byTarget;
  private final Protocol forms;
  private final LocalEndpoint endpoint;

  /**
   * Starts the services, with nothing deployed.
   *
   * @param queues the queues themselves
   * @param alarms sets the states of alarms
   */
  public DeployedAccount(SqsClient queues, AlarmSetter alarms) {
    this.queues = queues;
    this.alarms = alarms;
    for (Kind kind : Kind.values()) {
      described.put(kind, new TreeMap<>());
    }
    this.byTarget =
        Map.of(
            RULES,
            new JsonProtocol(
                RULES,
                "1.1",
                Map.of("DescribeRule", this::describeRule, "ListTargetsByRule", this::targets)),
            CLUSTERS,
            new JsonProtocol(
                CLUSTERS,
                "1.1",
                Map.of(
                    "DescribeClusters", this::describeClusters,
                    "DescribeTaskDefinition", this::describeTaskDefinition)),
            LOGS,
            new JsonProtocol(LOGS, "1.1", Map.of("FilterLogEvents", this::logEvents)),
            QUEUES,
            new JsonProtocol(
                QUEUES,
                "1.0",
                Map.of(
                    "GetQueueUrl", this::queueUrl, "GetQueueAttributes", this::queueAttributes)));
    this.forms =
        new QueryProtocol(
            "http://127.0.0.1/doc/",
            Map.of(
                "DescribeStacks", this::describeStacks,
                "ListStackResources", this::listStackResources,
                "GetTemplate", this::getTemplate,
                "DescribeAutoScalingGroups", this::describeGroups,
                "DescribeAlarms", this::describeAlarms,
                "SetAlarmState", this::setAlarmState,
                "ListSubscriptionsByTopic", this::listSubscriptions));
    this.endpoint = LocalEndpoint.start(new Services());
  }

  /** Where clients find every service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** Deploys something. */
  public void put(Kind kind, String name, ObjectNode description) {
    described.get(kind).put(name, description);
  }

  /**
   * What is said of something. A change to it is seen at once.
   *
   * @throws IllegalArgumentException if there is nothing of that name
   */
  public ObjectNode description(Kind kind, String name) {
    return find(kind, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s is none of %s".formatted(kind, name, names(kind))));
  }

  /** The names of all of a kind. */
  public List<String> names(Kind kind) {
    return List.copyOf(described.get(kind).keySet());
  }

  /** Deletes something. */
  public void delete(Kind kind, String name) {
    described.get(kind).remove(name);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private Optional<ObjectNode> find(Kind kind, String name) {
    return Optional.ofNullable(described.get(kind).get(name));
  }

  private ObjectNode known(Kind kind, String name, String code, String message) {
    return find(kind, name).orElseThrow(() -> new AwsFault(code, 400, message));
  }

  /** All services, told apart by how they are asked. */
  private final class Services implements Protocol {

    @Override
    public Answer answer(String target, byte[] body) {
      if (target == null) {
        return forms.answer(null, body);
      }
      Protocol service = byTarget.get(target.replaceFirst("\\..*", ""));
      if (service == null) {
        throw new IllegalArgumentException(target + " is not known here");
      }
      return service.answer(target, body);
    }

    @Override
    public Answer answer(String method, URI address, String target, byte[] body) {
      String path = address.getPath();
      if (path.startsWith("/2015-03-31/functions/")) {
        String name = path.split("/", -1)[3];
        return rest(Kind.FUNCTION, name, "Function not found: " + name);
      }
      if (path.startsWith("/2015-03-31/event-source-mappings/")) {
        return rest(
            Kind.MAPPING, path.split("/", -1)[3], "The resource you requested does not exist.");
      }
      return "notification".equals(String.valueOf(address.getQuery()).replace("=", ""))
          ? notifications(path.replaceAll("^/|/$", ""))
          : answer(target, body);
    }

    /** AWS's REST-JSON protocol, as Lambda speaks it. */
    private Answer rest(Kind kind, String name, String absent) {
      return find(kind, name)
          .map(found -> new Answer(200, "application/json", found.toString()))
          .orElseGet(
              () ->
                  new Answer(
                      404,
                      "application/json",
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("Type", "User")
                          .put("__type", "ResourceNotFoundException")
                          .put("Message", absent)
                          .toString()));
    }
  }

  private Protocol.Answer notifications(String bucket) {
    Optional<ObjectNode> found = find(Kind.BUCKET, bucket);
    if (found.isEmpty()) {
      return new Protocol.Answer(
          404,
          "application/xml",
          "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>");
    }
    StringBuilder xml = new StringBuilder("<NotificationConfiguration>");
    for (JsonNode queue : found.get().path("QueueConfigurations")) {
      xml.append("<QueueConfiguration><Queue>")
          .append(queue.path("Queue").asText())
          .append("</Queue><Event>")
          .append(queue.path("Event").asText())
          .append("</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>")
          .append(queue.path("Prefix").asText())
          .append("</Value></FilterRule></S3Key></Filter></QueueConfiguration>");
    }
    return new Protocol.Answer(
        200, "application/xml", xml.append("</NotificationConfiguration>").toString());
  }

  private ObjectNode describeRule(ObjectNode input) {
    ObjectNode rule = rule(input.path("Name").asText()).deepCopy();
    rule.remove("Targets");
    return rule;
  }

  private ObjectNode targets(ObjectNode input) {
    ObjectNode output = JSON.createObjectNode();
    output.set("Targets", rule(input.path("Rule").asText()).path("Targets"));
    return output;
  }

  private ObjectNode rule(String name) {
    return known(
        Kind.RULE,
        name,
        "ResourceNotFoundException",
        "Rule " + name + " does not exist on EventBus default.");
  }

  private ObjectNode describeClusters(ObjectNode input) {
    ObjectNode output = JSON.createObjectNode();
    ArrayNode found = output.putArray("clusters");
    input.path("clusters").forEach(arn -> find(Kind.CLUSTER, arn.asText()).ifPresent(found::add));
    return output;
  }

  private ObjectNode describeTaskDefinition(ObjectNode input) {
    ObjectNode output = JSON.createObjectNode();
    output.set(
        "taskDefinition",
        known(
            Kind.TASK_DEFINITION,
            input.path("taskDefinition").asText(),
            "ClientException",
            "Unable to describe task definition."));
    return output;
  }

  private ObjectNode logEvents(ObjectNode input) {
    String name = input.path("logGroupName").asText();
    ObjectNode group =
        known(
            Kind.LOG_GROUP,
            name,
            "ResourceNotFoundException",
            "The specified log group does not exist.");
    ObjectNode output = JSON.createObjectNode();
    ArrayNode events = output.putArray("events");
    for (JsonNode event : group.path("events")) {
      long time = event.path("timestamp").asLong();
      if (time >= input.path("startTime").asLong() && time < input.path("endTime").asLong()) {
        events.add(event);
      }
    }
    return output;
  }

  private ObjectNode queueUrl(ObjectNode input) {
    String name = input.path("QueueName").asText();
    known(
        Kind.QUEUE,
        name,
        "com.amazonaws.sqs#QueueDoesNotExist",
        "The specified queue does not exist.");
    return JSON.createObjectNode()
        .put("QueueUrl", queues.getQueueUrl(request -> request.queueName(name)).queueUrl());
  }

  private ObjectNode queueAttributes(ObjectNode input) {
    String url = input.path("QueueUrl").asText();
    ObjectNode output = JSON.createObjectNode();
    ObjectNode attributes = output.putObject("Attributes");
    queues
        .getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("All"))
        .attributesAsStrings()
        .forEach(attributes::put);
    attributes.setAll(description(Kind.QUEUE, url.replaceFirst(".*/", "")));
    Set<String> asked = new TreeSet<>();
    input.path("AttributeNames").forEach(name -> asked.add(name.asText()));
    if (!asked.contains("All")) {
      attributes.retain(asked);
    }
    return output;
  }

  private Map<String, ?> describeStacks(SortedMap<String, String> form) {
    TreeMap<String, Object> stack = JSON.convertValue(stack(form), MEMBERS);
    stack.remove("Resources");
    stack.remove("Template");
    return Map.of("Stacks", List.of(stack));
  }

  private Map<String, ?> listStackResources(SortedMap<String, String> form) {
    return Map.of(
        "StackResourceSummaries", JSON.convertValue(stack(form).path("Resources"), List.class));
  }

  private Map<String, ?> getTemplate(SortedMap<String, String> form) {
    return Map.of("TemplateBody", stack(form).path("Template").asText());
  }

  /** By its name, or its ARN. */
  private ObjectNode stack(SortedMap<String, String> form) {
    String asked = form.getOrDefault("StackName", "");
    return Stream.concat(
            find(Kind.STACK, asked).stream(),
            described.get(Kind.STACK).values().stream()
                .filter(stack -> stack.path("StackId").asText().equals(asked)))
        .findFirst()
        .orElseThrow(
            () ->
                new AwsFault("ValidationError", 400, "Stack with id " + asked + " does not exist"));
  }

  private Map<String, ?> describeGroups(SortedMap<String, String> form) {
    return Map.of(
        "AutoScalingGroups", members(Kind.GROUP, values(form, "AutoScalingGroupNames.member.")));
  }

  private Map<String, ?> describeAlarms(SortedMap<String, String> form) {
    return Map.of("MetricAlarms", members(Kind.ALARM, values(form, "AlarmNames.member.")));
  }

  private Map<String, ?> setAlarmState(SortedMap<String, String> form) {
    String name = form.getOrDefault("AlarmName", "");
    known(Kind.ALARM, name, "ResourceNotFound", "There is no alarm " + name);
    alarms.set(name, form.get("StateValue"), form.get("StateReason"));
    return Map.of();
  }

  private Map<String, ?> listSubscriptions(SortedMap<String, String> form) {
    String topic = form.getOrDefault("TopicArn", "");
    ObjectNode found =
        find(Kind.TOPIC, topic)
            .orElseThrow(() -> new AwsFault("NotFound", 404, "Topic does not exist"));
    return Map.of("Subscriptions", JSON.convertValue(found.path("Subscriptions"), List.class));
  }

  private static List<String> values(SortedMap<String, String> form, String prefix) {
    List<String> values = new ArrayList<>();
    for (int i = 1; form.containsKey(prefix + i); i++) {
      values.add(form.get(prefix + i));
    }
    return values;
  }

  private List<? extends Map<String, Object>> members(Kind kind, List<String> names) {
    return names.stream()
        .flatMap(name -> find(kind, name).stream())
        .map(found -> JSON.convertValue(found, MEMBERS))
        .toList();
  }
}
