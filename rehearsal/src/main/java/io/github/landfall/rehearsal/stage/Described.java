package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.deployed.DeployedAccount;
import io.github.landfall.localaws.deployed.Kind;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import io.github.landfall.localaws.transfer.DthStack;
import io.github.landfall.localaws.transfer.Edition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Describes a deployment to whoever asks AWS's services about it, as its template has it. */
final class Described {

  private static final String DEPLOYED = "2026-11-20T10:00:00Z";

  /** The types whose resources somebody asks for by name. */
  private static final List<String> TYPES =
      List.of(
          "AWS::CloudWatch::Alarm",
          "AWS::DynamoDB::Table",
          "AWS::Events::Rule",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SynthesizedTemplate template;
  private final DeployedAccount account;

  /**
   * @param template what is deployed
   * @param account where it is described
   */
  Described(SynthesizedTemplate template, DeployedAccount account) {
    this.template = template;
    this.account = account;
  }

  /**
   * Describes all of it.
   *
   * @param hubs the transfer stacks
   * @param sources where the partners' buckets are found
   */
  void describe(List<DthStack> hubs, String sources) {
    ArrayNode resources = JSON.arrayNode();
    for (String type : TYPES) {
      for (Resource resource : template.resources(type)) {
        resources.add(resource(resource.logicalId(), type, physicalId(resource)));
        describe(resource);
      }
    }
    stack(template.stackName(), Map.of(), template.outputs(), resources);
    template
        .resources("AWS::S3::Bucket")
        .forEach(bucket -> bucket(template.name(bucket.logicalId()), bucket.properties()));
    template.resources("AWS::SQS::QueuePolicy").forEach(this::policy);
    template.resources("AWS::SNS::Subscription").forEach(this::subscription);
    hubs.forEach(hub -> hub(hub, sources));
  }

  private String physicalId(Resource resource) {
    return resource.type().equals("AWS::Lambda::EventSourceMapping")
        ? UUID.nameUUIDFromBytes(resource.logicalId().getBytes(StandardCharsets.UTF_8)).toString()
        : template.ref(resource.logicalId());
  }

  private static ObjectNode resource(String logicalId, String type, String physicalId) {
    return JSON.objectNode()
        .put("LogicalResourceId", logicalId)
        .put("PhysicalResourceId", physicalId)
        .put("ResourceType", type)
        .put("ResourceStatus", "CREATE_COMPLETE")
        .put("LastUpdatedTimestamp", DEPLOYED);
  }

  private void stack(
      String name,
      Map<String, String> parameters,
      Map<String, String> outputs,
      ArrayNode resources) {
    ObjectNode stack =
        JSON.objectNode()
            .put("StackName", name)
            .put(
                "StackId",
                "arn:aws-cn:cloudformation:%s:%s:stack/%s/0a1b2c3d"
                    .formatted(template.region(), template.account(), name))
            .put("StackStatus", "CREATE_COMPLETE")
            .put("CreationTime", DEPLOYED)
            .put("Template", "{}");
    stack.set("Parameters", pairs("Parameter", parameters));
    stack.set("Outputs", pairs("Output", outputs));
    stack.set("Resources", resources);
    account.put(Kind.STACK, name, stack);
  }

  private static ArrayNode pairs(String what, Map<String, String> values) {
    ArrayNode pairs = JSON.arrayNode();
    values.forEach(
        (key, value) -> pairs.addObject().put(what + "Key", key).put(what + "Value", value));
    return pairs;
  }

  private void describe(Resource resource) {
    JsonNode properties = resource.properties();
    String id = physicalId(resource);
    switch (resource.type()) {
      case "AWS::CloudWatch::Alarm" -> alarm(id, properties);
      case "AWS::Events::Rule" -> {
        ArrayNode targets = JSON.arrayNode();
        properties
            .path("Targets")
            .forEach(
                target ->
                    targets
                        .addObject()
                        .put("Id", target.path("Id").asText())
                        .put("Arn", target.path("Arn").asText()));
        rule(
            id,
            template.arn(resource.logicalId()),
            properties.path("ScheduleExpression").asText(),
            targets);
      }
      case "AWS::Lambda::EventSourceMapping" ->
          account.put(
              Kind.MAPPING,
              id,
              JSON.objectNode()
                  .put("UUID", id)
                  .put("EventSourceArn", properties.path("EventSourceArn").asText())
                  .put("FunctionArn", properties.path("FunctionName").asText())
                  .put("State", "Enabled")
                  .put("StateTransitionReason", "User action"));
      case "AWS::Lambda::Function" -> function(id, properties);
      case "AWS::SNS::Topic" -> {
        ObjectNode topic = JSON.objectNode();
        topic.putArray("Subscriptions");
        account.put(Kind.TOPIC, id, topic);
      }
      case "AWS::SQS::Queue" ->
          account.put(Kind.QUEUE, template.name(resource.logicalId()), JSON.objectNode());
      default -> {
        // A table's server describes it.
      }
    }
  }

  private void alarm(String name, JsonNode properties) {
    ObjectNode alarm =
        JSON.objectNode()
            .put("AlarmName", name)
            .put("AlarmDescription", properties.path("AlarmDescription").asText())
            .put("ActionsEnabled", "true")
            .put("StateValue", "OK")
            .put("StateUpdatedTimestamp", DEPLOYED);
    alarm.set("AlarmActions", properties.path("AlarmActions").deepCopy());
    if (!properties.has("AlarmActions")) {
      alarm.putArray("AlarmActions");
    }
    account.put(Kind.ALARM, name, alarm);
  }

  private void rule(String name, String arn, String schedule, ArrayNode targets) {
    ObjectNode rule = JSON.objectNode().put("Name", name).put("Arn", arn).put("State", "ENABLED");
    if (!schedule.isEmpty()) {
      rule.put("ScheduleExpression", schedule);
    }
    rule.set("Targets", targets);
    account.put(Kind.RULE, name, rule);
  }

  private void function(String name, JsonNode properties) {
    String group = properties.path("LoggingConfig").path("LogGroup").asText();
    ObjectNode function =
        JSON.objectNode()
            .put("FunctionName", name)
            .put("State", "Active")
            .put("LastUpdateStatus", "Successful");
    function.putObject("LoggingConfig").put("LogGroup", group);
    function
        .putObject("Environment")
        .set("Variables", properties.path("Environment").path("Variables").deepCopy());
    account.put(Kind.FUNCTION, name, function);
    ObjectNode events = JSON.objectNode();
    events.putArray("events");
    account.put(Kind.LOG_GROUP, group, events);
  }

  private void bucket(String name, JsonNode properties) {
    ObjectNode bucket = JSON.objectNode();
    ArrayNode queues = bucket.putArray("QueueConfigurations");
    for (JsonNode one : properties.path("NotificationConfiguration").path("QueueConfigurations")) {
      queues
          .addObject()
          .put("Queue", one.path("Queue").asText())
          .put("Event", one.path("Event").asText())
          .put("Prefix", one.at("/Filter/S3Key/Rules/0/Value").asText());
    }
    account.put(Kind.BUCKET, name, bucket);
  }

  private void policy(Resource policy) {
    for (JsonNode url : policy.properties().path("Queues")) {
      account
          .description(Kind.QUEUE, url.asText().replaceFirst(".*/", ""))
          .put("Policy", policy.properties().path("PolicyDocument").toString());
    }
  }

  private void subscription(Resource subscription) {
    String topic = subscription.properties().path("TopicArn").asText();
    ArrayNode all = (ArrayNode) account.description(Kind.TOPIC, topic).required("Subscriptions");
    all.addObject()
        .put("TopicArn", topic)
        .put("Protocol", subscription.properties().path("Protocol").asText())
        .put("Endpoint", subscription.properties().path("Endpoint").asText())
        .put("SubscriptionArn", topic + ":" + subscription.logicalId());
  }

  /** A transfer stack: its template is not ours, so its parts are those that DTH is known for. */
  private void hub(DthStack hub, String sources) {
    Map<String, String> parameters = new TreeMap<>(hub.parameters());
    parameters.put("srcEndpoint", sources);
    ArrayNode resources = JSON.arrayNode();
    for (String queue : List.of(hub.queue(), hub.deadLetterQueue())) {
      account.put(Kind.QUEUE, queue, JSON.objectNode());
    }
    boolean task = hub.edition() == Edition.ECS;
    String schedule =
        hub.name() + (task ? "-ECSStackDTHFinderSchedule" : "-FinderStackDTHFinderSchedule");
    resources.add(
        resource(
            task ? "ECSStackDTHFinderSchedule6D8E2A2C" : "FinderStackDTHFinderSchedule6D8E2A2C",
            "AWS::Events::Rule",
            schedule));
    ArrayNode targets = JSON.arrayNode();
    if (task) {
      targets.add(task(hub));
    } else {
      targets.addObject().put("Id", "Target0").put("Arn", arn(hub, "lambda", "function:finder"));
      resources.add(group(hub, "FinderStackS3RepFinderASG2A", "-Finder-ASG", 0, 1));
    }
    rule(
        schedule,
        arn(hub, "events", "rule/" + schedule),
        "cron(%s)"
            .formatted(hub.parameters().get(task ? "ecsCronExpression" : "ec2CronExpression")),
        targets);
    resources.add(group(hub, "EC2WorkerStackS3RepWorkerASGED108717", "-Worker-ASG", 1, 20));
    stack(hub.name(), parameters, hub.outputs(), resources);
    account
        .description(Kind.STACK, hub.name())
        .put(
            "StackId", template.outputs().get("TransferStack" + hub.parameters().get("destPrefix")))
        .put("Template", program());
  }

  private ObjectNode task(DthStack hub) {
    String cluster = arn(hub, "ecs", "cluster/" + hub.cluster());
    String definition = arn(hub, "ecs", "task-definition/" + hub.finderFamily() + ":1");
    account.put(
        Kind.CLUSTER,
        cluster,
        JSON.objectNode().put("clusterArn", cluster).put("status", "ACTIVE"));
    ObjectNode described =
        JSON.objectNode().put("taskDefinitionArn", definition).put("status", "ACTIVE");
    described
        .putArray("containerDefinitions")
        .addObject()
        .put("image", "public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0");
    account.put(Kind.TASK_DEFINITION, definition, described);
    ObjectNode target = JSON.objectNode().put("Id", "Target0").put("Arn", cluster);
    target.putObject("EcsParameters").put("TaskDefinitionArn", definition);
    return target;
  }

  private ObjectNode group(
      DthStack hub, String logicalId, String suffix, int instances, int maximum) {
    String name = hub.name() + suffix;
    ObjectNode group =
        JSON.objectNode()
            .put("AutoScalingGroupName", name)
            .put("MinSize", instances)
            .put("MaxSize", maximum)
            .put("DesiredCapacity", instances);
    ArrayNode all = group.putArray("Instances");
    for (int i = 0; i < instances; i++) {
      all.addObject().put("InstanceId", "i-" + i).put("LifecycleState", "InService");
    }
    account.put(Kind.GROUP, name, group);
    return resource(logicalId, "AWS::AutoScaling::AutoScalingGroup", name);
  }

  private static String arn(DthStack hub, String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(hub.partition(), service, hub.region(), hub.account(), resource);
  }

  /** As much of a worker's template as tells what it loads when it starts. */
  private static String program() {
    return """
    {"Mappings": {"AssetTable": {"aws-cn": {"assetDomain": "https://assets.example.com.cn"}}},
     "Resources": {"Workers": {"Type": "AWS::EC2::LaunchTemplate", "Properties":
       {"LaunchTemplateData": {"UserData": {"Fn::Base64": {"Fn::Join": ["", [
         "curl -LO \\"",
         {"Fn::FindInMap": ["AssetTable", {"Ref": "AWS::Partition"}, "assetDomain"]},
         "/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz\\""]]}}}}}}}
    """;
  }
}
