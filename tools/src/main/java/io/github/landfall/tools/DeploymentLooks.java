package io.github.landfall.tools;

import io.github.landfall.comparison.SourceBucket;
import io.github.landfall.contract.ChatVariables;
import io.github.landfall.tools.check.AlarmLooks;
import io.github.landfall.tools.check.Deployed;
import io.github.landfall.tools.check.EventLooks;
import io.github.landfall.tools.check.FinderLooks;
import io.github.landfall.tools.check.Finding;
import io.github.landfall.tools.check.Finding.State;
import io.github.landfall.tools.check.FunctionLooks;
import io.github.landfall.tools.check.GatewayLooks;
import io.github.landfall.tools.check.Link;
import io.github.landfall.tools.check.Look;
import io.github.landfall.tools.check.NoticeLooks;
import io.github.landfall.tools.check.Programs;
import io.github.landfall.tools.check.QueueLooks;
import io.github.landfall.tools.check.SourceLooks;
import io.github.landfall.tools.check.StackLooks;
import io.github.landfall.tools.check.TableLooks;
import io.github.landfall.tools.check.Web;
import io.github.landfall.tools.check.WorkerLooks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;

/** Everything that is looked at in a deployment: by what its stacks say that it consists of. */
final class DeploymentLooks {

  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Lambda::Function";

  private final AwsClients aws;
  private final Stacks stacks;
  private final Web web;
  private final InstantSource clock;
  private final Deployed landfall;
  private final Set<String> partners;
  private final List<Look> looks = new ArrayList<>();

  /**
   * Reads Landfall's stack.
   *
   * @throws ToolException if it is not there
   */
  DeploymentLooks(
      AwsClients aws, Stacks stacks, PartnerStacks partners, Web web, InstantSource clock) {
    this.aws = aws;
    this.stacks = stacks;
    this.web = web;
    this.clock = clock;
    StackDescription description = partners.landfall();
    this.landfall = stacks.deployed(description);
    this.partners = partners.partners(description);
  }

  /** All of it, in no order. */
  List<Look> all() {
    look(Link.STACK, landfall.name(), () -> StackLooks.stack(landfall));
    Programs programs =
        new Programs(aws.client(EcrClient.builder()), aws.client(S3Client.builder()), web);
    QueueLooks queues = new QueueLooks(aws.client(SqsClient.builder()));
    partners.forEach(partner -> partner(partner, programs, queues));
    queues(queues);
    EventLooks events =
        new EventLooks(
            aws.client(EventBridgeClient.builder()), aws.client(S3Client.builder()), queues);
    each("AWS::Events::Rule", Link.RULE, name -> () -> events.rule(name));
    String bucket = landfall.outputs().getOrDefault("LandingBucketName", "");
    looks.add(
        new Look(
            Link.LANDING, bucket, () -> events.landing(bucket, partners, landfall.partition())));
    functions(queues);
    each(
        "AWS::DynamoDB::Table",
        Link.TABLE,
        name -> () -> List.of(TableLooks.there(aws.client(DynamoDbClient.builder()), name)));
    GatewayLooks gateways = new GatewayLooks(aws.client(StorageGatewayClient.builder()));
    looks.add(
        new Look(
            Link.GATEWAY,
            "",
            () -> gateways.findings("arn:%s:s3:::%s".formatted(landfall.partition(), bucket))));
    AlarmLooks alarms = new AlarmLooks(aws.client(CloudWatchClient.builder()));
    List<String> names =
        landfall.ofType("AWS::CloudWatch::Alarm").stream()
            .map(Deployed.Resource::physicalId)
            .toList();
    looks.add(new Look(Link.ALARM, "", () -> alarms.findings(names)));
    return looks;
  }

  private void look(Link link, String of, Supplier<Finding> finding) {
    looks.add(new Look(link, of, () -> List.of(finding.get())));
  }

  private void each(String type, Link link, Function<String, Supplier<List<Finding>>> findings) {
    landfall
        .ofType(type)
        .forEach(
            one -> looks.add(new Look(link, one.physicalId(), findings.apply(one.physicalId()))));
  }

  /** A partner's transfer, from the source to the workers. */
  private void partner(String partner, Programs programs, QueueLooks queues) {
    String named = landfall.outputs().get(PartnerStacks.output(partner));
    if (named == null) {
      look(
          Link.STACK,
          partner,
          () -> Finding.attention(Link.STACK, partner, "stack.unnamed", partner));
      return;
    }
    Optional<StackDescription> found = stacks.find(named);
    if (found.isEmpty()) {
      look(
          Link.STACK,
          partner,
          () -> Finding.broken(Link.STACK, partner, "stack.gone", named, partner));
      return;
    }
    Deployed transfer = stacks.deployed(found.get());
    look(Link.STACK, partner, () -> StackLooks.stack(transfer));
    TransferStack stack = TransferStack.of(found.get());
    String secret = transfer.parameters().getOrDefault("srcCredentials", "");
    looks.add(
        new Look(
            Link.SECRET,
            partner,
            () -> SourceLooks.findings(partner, secret, () -> source(stack))));
    FinderLooks finders =
        new FinderLooks(
            aws.client(EventBridgeClient.builder()), aws.client(EcsClient.builder()), programs);
    looks.add(new Look(Link.FINDER, partner, () -> finders.findings(partner, transfer)));
    WorkerLooks workers =
        new WorkerLooks(
            aws.client(AutoScalingClient.builder()),
            aws.client(CloudFormationClient.builder()),
            programs);
    looks.add(new Look(Link.WORKERS, partner, () -> workers.findings(partner, transfer)));
    look(Link.QUEUE, stack.queue(), () -> queues.there(stack.queue()));
    look(Link.QUEUE, stack.deadLetterQueue(), () -> queues.there(stack.deadLetterQueue()));
    look(
        Link.DEAD_LETTERS,
        stack.deadLetterQueue(),
        () ->
            queues.deadLetters(
                stack.deadLetterQueue(),
                "dead-letters.objects",
                State.ATTENTION,
                "bin/landfall retry " + partner));
  }

  private SourceBucket source(TransferStack stack) {
    return new TransferBuckets(stack, aws).source();
  }

  private void queues(QueueLooks queues) {
    for (Deployed.Resource queue : landfall.ofType(QUEUE)) {
      String id = queue.physicalId();
      look(Link.QUEUE, id, () -> queues.there(id));
      if (queue.logicalId().contains("DeadLetters")) {
        look(Link.DEAD_LETTERS, id, () -> deadLetters(queues, queue.logicalId(), id));
      }
    }
  }

  /** What has to be sent back is lost to people until then; the rest they can do without. */
  private static Finding deadLetters(QueueLooks queues, String logicalId, String id) {
    if (logicalId.startsWith("Comparisons")) {
      return queues.deadLetters(id, "dead-letters.comparison", State.ATTENTION);
    }
    if (logicalId.startsWith("ChatRobots")) {
      return queues.deadLetters(id, "dead-letters.chat", State.ATTENTION);
    }
    return queues.deadLetters(
        id,
        "dead-letters.some",
        State.BROKEN,
        "bin/landfall redrive " + (logicalId.startsWith("Arrivals") ? "arrivals" : "runs"));
  }

  private void functions(QueueLooks queues) {
    LambdaClient lambda = aws.client(LambdaClient.builder());
    FunctionLooks functions =
        new FunctionLooks(lambda, aws.client(CloudWatchLogsClient.builder()), clock);
    each(FUNCTION, Link.FUNCTION, name -> () -> functions.function(name));
    each(
        "AWS::Lambda::EventSourceMapping",
        Link.FUNCTION,
        id -> () -> List.of(functions.mapping(id)));
    landfall
        .physicalId(FUNCTION, "RefreshFunction")
        .ifPresent(
            name -> look(Link.CLOCK, name, () -> StackLooks.clock(variables(lambda, name), clock)));
    NoticeLooks notices =
        new NoticeLooks(
            aws.client(SnsClient.builder()),
            aws.client(SecretsManagerClient.builder()),
            queues,
            web);
    each("AWS::SNS::Topic", Link.SUBSCRIPTION, topic -> () -> notices.topic(topic));
    landfall
        .physicalId(FUNCTION, "ChatRobots")
        .ifPresent(
            name ->
                looks.add(
                    new Look(
                        Link.ROBOT,
                        name,
                        () ->
                            NoticeLooks.robots(
                                    variables(lambda, name)
                                        .getOrDefault(ChatVariables.ROBOTS, "[]"))
                                .stream()
                                .map(notices::robot)
                                .toList())));
  }

  private static Map<String, String> variables(LambdaClient lambda, String function) {
    return lambda
        .getFunctionConfiguration(request -> request.functionName(function))
        .environment()
        .variables();
  }
}
