package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.contract.ChatVariables;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.localaws.cloudwatch.AlarmEvaluator;
import io.github.landfall.localaws.cloudwatch.MetricHistory;
import io.github.landfall.localaws.cloudwatch.QueueMetrics;
import io.github.landfall.localaws.deployed.DeployedAccount;
import io.github.landfall.localaws.events.BucketNotifications;
import io.github.landfall.localaws.events.EventBus;
import io.github.landfall.localaws.events.ObjectEvents;
import io.github.landfall.localaws.events.QueueSender;
import io.github.landfall.localaws.events.Schedules;
import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.notices.TopicService;
import io.github.landfall.localaws.permissions.RequiredAccess;
import io.github.landfall.localaws.permissions.RolePolicy;
import io.github.landfall.localaws.server.ObjectChange;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import io.github.landfall.localaws.transfer.DthClients;
import io.github.landfall.localaws.transfer.DthStack;
import io.github.landfall.localaws.transfer.DthTransfer;
import io.github.landfall.localaws.transfer.TransferPace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The synthesized stack, deployed on the embedded servers: every queue, table, alarm, rule and
 * topic is made as its template says.
 *
 * <p>Only the stacks of Data Transfer Hub are not in the templates; their parts are made as DTH
 * makes them.
 */
final class Deployment {

  private final SynthesizedTemplate template;
  private final Map<String, String> queueUrls = new TreeMap<>();
  private final Map<String, DthStack> hubStacks = new LinkedHashMap<>();

  Deployment(Path assembly) throws IOException {
    this.template =
        SynthesizedTemplate.read(
            assembly,
            name -> known(queueUrls, name),
            (nested, output) -> known(known(hubStacks, nested).outputs(), output));
    for (Resource nested : template.resources("AWS::CloudFormation::Stack")) {
      hubStacks.put(nested.logicalId(), DthParts.stack(nested, template));
    }
  }

  private static <T> T known(Map<String, T> map, String key) {
    return Optional.ofNullable(map.get(key))
        .orElseThrow(
            () -> new IllegalStateException(key + " is not deployed, only " + map.keySet()));
  }

  String region() {
    return template.region();
  }

  String account() {
    return template.account();
  }

  String stackName() {
    return template.stackName();
  }

  Map<String, String> outputs() {
    return template.outputs();
  }

  String landingBucket() {
    return refreshVariable("LANDING_BUCKET");
  }

  String ledgerBucket() {
    return refreshVariable("LEDGER_BUCKET");
  }

  /** Whether a part was put. */
  boolean isPart(ObjectChange change) {
    return change.bucket().equals(ledgerBucket())
        && change.how() == ObjectChange.How.PUT
        && PartName.parse(change.key()).isPresent();
  }

  /** Whether a bucket is a partner's. */
  boolean isSource(String bucket) {
    return hubStacks.values().stream()
        .anyMatch(hub -> bucket.equals(hub.parameters().get("srcBucket")));
  }

  List<DthStack> hubStacks() {
    return List.copyOf(hubStacks.values());
  }

  void createQueues(Servers servers) {
    hubStacks.values().stream()
        .flatMap(hub -> DthParts.queues(hub).stream())
        .forEach(queue -> create(servers, queue));
    template.resources("AWS::SQS::Queue").stream()
        .map(queue -> QueueSettings.of(template.name(queue.logicalId()), queue.properties()))
        // A dead-letter queue comes before the queues that lead to it.
        .sorted(Comparator.comparing(queue -> queue.redrive().isPresent()))
        .forEach(queue -> create(servers, queue));
  }

  private void create(Servers servers, QueueSettings settings) {
    queueUrls.put(settings.name(), servers.queues().create(settings));
  }

  void createBuckets(Servers servers) {
    Stream.concat(
            template.resources("AWS::S3::Bucket").stream()
                .map(bucket -> template.name(bucket.logicalId())),
            hubStacks.values().stream().map(hub -> hub.parameters().get("srcBucket")))
        .distinct()
        .forEach(bucket -> servers.buckets().client().createBucket(r -> r.bucket(bucket)));
  }

  void createTables(Servers servers) {
    for (DthStack hub : hubStacks.values()) {
      servers.tables().create(hub.table(), DthParts.table());
    }
    template
        .resources("AWS::DynamoDB::Table")
        .forEach(
            table -> servers.tables().create(template.name(table.logicalId()), table.properties()));
  }

  List<DthTransfer> hubs(Servers servers, TransferPace pace) {
    DthClients clients =
        new DthClients(
            servers.buckets().client(), servers.queues().client(), servers.tables().client());
    return hubStacks.values().stream()
        .map(stack -> new DthTransfer(stack, pace, clients, servers.clock()))
        .toList();
  }

  List<QueueMetrics> queueMetrics(
      Servers servers, QueueMetrics.Publication publication, MetricHistory history) {
    return queueUrls.entrySet().stream()
        .map(
            queue ->
                new QueueMetrics(
                    servers.queues(),
                    queue.getKey(),
                    queue.getValue(),
                    publication,
                    history,
                    servers.clock()))
        .toList();
  }

  /** Describes all that is deployed. */
  void describe(DeployedAccount account, Servers servers) {
    new Described(template, account).describe(hubStacks(), servers.buckets().endpoint().toString());
  }

  /** The alarms on queues; nothing else publishes metrics in a rehearsal. */
  List<AlarmEvaluator> alarms(Servers servers, MetricHistory history) {
    List<AlarmEvaluator> alarms = new ArrayList<>();
    for (Resource alarm : template.resources("AWS::CloudWatch::Alarm")) {
      if (alarm.properties().toString().contains("\"AWS/SQS\"")) {
        alarms.add(
            new AlarmEvaluator(
                template.arn(alarm.logicalId()), alarm.properties(), history, servers.clock()));
      }
    }
    return alarms;
  }

  /**
   * The ARNs of the topics that an alarm tells when it goes to ALARM.
   *
   * @param name the alarm's name
   */
  List<String> alarmTopics(String name) {
    return alarm(name).path("AlarmActions").valueStream().map(JsonNode::asText).toList();
  }

  /** What an alarm's description says; empty if it has none. */
  String alarmDescription(String name) {
    return alarm(name).path("AlarmDescription").asText("");
  }

  private JsonNode alarm(String name) {
    return template.resources("AWS::CloudWatch::Alarm").stream()
        .filter(alarm -> template.name(alarm.logicalId()).equals(name))
        .map(Resource::properties)
        .findFirst()
        .orElseThrow();
  }

  EventBus eventBus(Servers servers, Predicate<String> enabled) {
    EventBus bus = new EventBus(sender(servers), enabled);
    rules(false).forEach(rule -> bus.addRule(template.name(rule.logicalId()), rule.properties()));
    return bus;
  }

  Schedules schedules(Servers servers) {
    Schedules schedules = new Schedules(sender(servers), servers.clock());
    rules(true)
        // What comes once a week does not come in a night.
        .filter(rule -> rule.properties().path("ScheduleExpression").asText().startsWith("rate("))
        .forEach(
            rule ->
                schedules.addRule(
                    template.name(rule.logicalId()),
                    template.arn(rule.logicalId()),
                    rule.properties()));
    return schedules;
  }

  /** Has a partner's comparison ordered as its rule does once a week. */
  void orderComparison(Schedules schedules, String partner) {
    Resource rule =
        rules(true)
            .filter(one -> template.name(one.logicalId()).equals(Names.COMPARE_RULE + partner))
            .findFirst()
            .orElseThrow();
    schedules.fire(
        template.name(rule.logicalId()), template.arn(rule.logicalId()), rule.properties());
  }

  private Stream<Resource> rules(boolean scheduled) {
    return template.resources("AWS::Events::Rule").stream()
        .filter(rule -> rule.properties().has("ScheduleExpression") == scheduled);
  }

  ObjectEvents objectEvents(Servers servers, ObjectEvents.Punctuality punctuality) {
    JsonNode bucket =
        template.resources("AWS::S3::Bucket").stream()
            .filter(resource -> template.name(resource.logicalId()).equals(landingBucket()))
            .findFirst()
            .orElseThrow()
            .properties();
    return new ObjectEvents(
        landingBucket(),
        region(),
        bucket.path("VersioningConfiguration").path("Status").asText().equals("Enabled"),
        BucketNotifications.of(bucket),
        sender(servers),
        servers.clock(),
        punctuality);
  }

  /** Puts messages into queues, for whatever service sends them. */
  QueueSender sender(Servers servers) {
    return (arn, body) ->
        servers.queues().client().sendMessage(r -> r.queueUrl(urlOf(arn)).messageBody(body));
  }

  String urlOf(String queueArn) {
    return known(queueUrls, queueArn.substring(queueArn.lastIndexOf(':') + 1));
  }

  /**
   * Makes the topics and their subscriptions.
   *
   * @param robots whether queues of group robots subscribe, too
   */
  void addTopics(TopicService topics, boolean robots) {
    template
        .resources("AWS::SNS::Topic")
        .forEach(topic -> topics.addTopic(template.arn(topic.logicalId()), topic.properties()));
    template.resources("AWS::SNS::Subscription").stream()
        .map(Resource::properties)
        .filter(subscription -> robots || !subscription.path("Protocol").asText().equals("sqs"))
        .forEach(topics::addSubscription);
  }

  /**
   * A function.
   *
   * @param handler the class of its handler, without its package
   */
  FunctionDefinition function(String handler) throws IOException {
    return FunctionDefinition.of(template, functionResource(handler));
  }

  /** What the role of a function allows. */
  RolePolicy role(String handler) {
    return RolePolicy.of(template, functionResource(handler));
  }

  /** Which permissions the functions' calls need. */
  RequiredAccess requiredAccess() {
    Map<String, String> topicKeys = new LinkedHashMap<>();
    for (Resource topic : template.resources("AWS::SNS::Topic")) {
      topicKeys.put(
          template.arn(topic.logicalId()), topic.properties().required("KmsMasterKeyId").asText());
    }
    return new RequiredAccess(
        template.arn(functionResource(Functions.REFRESH).logicalId()), topicKeys);
  }

  private Resource functionResource(String handler) {
    List<Resource> found =
        template.resources("AWS::Lambda::Function").stream()
            .filter(
                function ->
                    function
                        .properties()
                        .path("Handler")
                        .asText()
                        .matches(".+\\." + handler + "::.+"))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "expected one function with the handler %s in the template, found %d"
              .formatted(handler, found.size()));
    }
    return found.get(0);
  }

  /** The resolved properties of the event source mappings that call a function. */
  List<JsonNode> eventSourceMappings(FunctionDefinition function) {
    return template.resources("AWS::Lambda::EventSourceMapping").stream()
        .map(Resource::properties)
        .filter(
            mapping ->
                List.of(function.name(), function.arn())
                    .contains(mapping.required("FunctionName").asText()))
        .toList();
  }

  /** The URL of the queue that the refresh function is called from. */
  String runQueue() {
    return refreshVariable("RUN_QUEUE");
  }

  /** The URL of the queue that a message of the run queue ends in when nobody can handle it. */
  String runDeadLetterQueue() {
    return refreshVariable("RUN_DEAD_LETTER_QUEUE");
  }

  /** The name of the runs table. */
  String runsTable() {
    return refreshVariable("RUNS_TABLE");
  }

  /** The URL of a partner's arrivals queue. */
  String arrivalsQueue(String partner) {
    return queueUrl(Names.ARRIVALS_QUEUE + partner);
  }

  /** The group robots, as the chat function is told of them. */
  String robots() {
    return variable(Functions.CHAT, ChatVariables.ROBOTS);
  }

  private String refreshVariable(String name) {
    return variable(Functions.REFRESH, name);
  }

  private String variable(String handler, String name) {
    return functionResource(handler)
        .properties()
        .path("Environment")
        .path("Variables")
        .required(name)
        .asText();
  }

  /** The URL of every queue, by its name. */
  Map<String, String> queueUrls() {
    return Collections.unmodifiableMap(queueUrls);
  }

  String queueUrl(String name) {
    return known(queueUrls, name);
  }
}
