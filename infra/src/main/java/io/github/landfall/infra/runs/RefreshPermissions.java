package io.github.landfall.infra.runs;

import static io.github.landfall.infra.function.JavaFunction.allow;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.function.JavaFunction;
import io.github.landfall.infra.landing.ArrivalsQueues;
import io.github.landfall.infra.notices.NoticeKey;
import io.github.landfall.infra.notices.NoticeTopics;
import io.github.landfall.infra.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * What the refresh function may do, and nothing else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstoragegateway.html">Actions
 *     of Storage Gateway</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Actions
 *     of Elastic Container Service</a>
 */
final class RefreshPermissions {

  /**
   * What the queues of imported transfers are called: a nested stack's name begins with the
   * stack's, and a resource's with its stack's. Thirty partners' queues by name would outgrow the
   * role.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM's
   *     quotas</a>
   */
  private static final String TRANSFER_QUEUES = Names.STACK + "-*-S3TransferQueue-*";

  private static final String DEAD_LETTER_QUEUES = Names.STACK + "-*-S3TransferQueueDLQ-*";

  private static final String TABLES = Names.STACK + "-*-S3TransferTable-*";

  private static final String FINDER_LOGS = Names.STACK + "-*-FinderStackFinderLogGroup*";

  private static final String MERGES = Names.STACK + "-*-MultiPart-ControllerSM";

  private static final List<String> COUNTING = List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl");

  private final Stack stack;
  private final List<String> fileShares;

  /**
   * Makes the permissions of a stack's function.
   *
   * @param fileShares the ARNs of the file shares that it may refresh; empty for the account's all
   */
  RefreshPermissions(Stack stack, List<String> fileShares) {
    this.stack = stack;
    this.fileShares = fileShares;
  }

  PolicyDocument policy(
      List<Transfer> transfers,
      ArrivalsQueues arrivals,
      IBucket landing,
      IBucket ledger,
      RunQueue runQueue,
      ITable runsTable,
      NoticeTopics topics,
      ILogGroup logGroup) {
    List<PolicyStatement> statements =
        Stream.of(
                ofRunQueue(runQueue),
                ofTransfers(transfers),
                ofArrivals(arrivals, landing, ledger),
                ofFileShares(),
                Stream.of(
                    allow(
                        "RecordRuns",
                        List.of(
                            "dynamodb:GetItem",
                            "dynamodb:PutItem",
                            "dynamodb:Query",
                            "dynamodb:UpdateItem"),
                        List.of(runsTable.getTableArn())),
                    allow(
                        "SendNotices",
                        List.of("sns:Publish"),
                        List.of(topics.notices().getTopicArn(), topics.operations().getTopicArn())),
                    allow(
                        "EncryptNotices", NoticeKey.PUBLISHING, List.of(topics.key().getKeyArn())),
                    JavaFunction.writeLog(logGroup)))
            .flatMap(of -> of)
            .toList();
    return new PolicyDocument(PolicyDocumentProps.builder().statements(statements).build());
  }

  private static Stream<PolicyStatement> ofRunQueue(RunQueue runQueue) {
    return Stream.of(
        allow(
            "TakeEvents",
            List.of(
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage"),
            List.of(runQueue.queue().getQueueArn())),
        allow(
            "PutMalformedEventsAside",
            List.of("sqs:SendMessage"),
            List.of(runQueue.deadLetterQueue().getQueueArn())));
  }

  private Stream<PolicyStatement> ofTransfers(List<Transfer> transfers) {
    List<String> deadLetterQueues =
        names(transfers, Transfer::deadLetterQueueName, DEAD_LETTER_QUEUES)
            .map(this::queueArn)
            .toList();
    List<String> queues =
        Stream.concat(
                names(transfers, Transfer::queueName, TRANSFER_QUEUES).map(this::queueArn),
                deadLetterQueues.stream())
            .toList();
    List<String> clusters =
        transfers.stream()
            .map(Transfer::cluster)
            .flatMap(Optional::stream)
            .distinct()
            .map(name -> arn("ecs", "cluster/" + name, ArnFormat.NO_RESOURCE_NAME))
            .toList();
    List<String> stateMachines =
        transfers.stream()
            .map(Transfer::mergeStateMachineArn)
            .flatMap(Optional::stream)
            .map(arn -> Token.isUnresolved(arn) ? mergesOfOurs() : arn)
            .distinct()
            .toList();

    Stream.Builder<PolicyStatement> statements = Stream.builder();
    statements.add(allow("CountObjects", COUNTING, queues));
    // What lies there stays there: it is read for what failed, and shown again.
    statements.add(
        allow(
            "ReadFailed",
            List.of("sqs:ChangeMessageVisibility", "sqs:ReceiveMessage"),
            deadLetterQueues));
    statements.add(
        allow(
            "CountWithdrawn",
            List.of("dynamodb:Scan"),
            names(transfers, Transfer::tableName, TABLES)
                .map(name -> arn("dynamodb", "table/" + name, ArnFormat.NO_RESOURCE_NAME))
                .toList()));
    // Metrics have no ARN.
    statements.add(allow("CountQueued", List.of("cloudwatch:GetMetricStatistics"), List.of("*")));
    if (!clusters.isEmpty()) {
      // Listing by family names no container instance, the action's only resource type.
      statements.add(
          new PolicyStatement(
              PolicyStatementProps.builder()
                  .sid("LookForFinders")
                  .actions(List.of("ecs:ListTasks"))
                  .resources(List.of("*"))
                  .conditions(Map.of("ArnEquals", Map.of("ecs:cluster", clusters)))
                  .build()));
    }
    if (transfers.stream().anyMatch(transfer -> transfer.finderLogGroup().isPresent())) {
      statements.add(
          allow(
              "ReadFindersLogs",
              List.of("logs:FilterLogEvents"),
              List.of(arn("logs", "log-group:" + FINDER_LOGS, ArnFormat.NO_RESOURCE_NAME))));
    }
    if (!stateMachines.isEmpty()) {
      statements.add(allow("LookForMerges", List.of("states:ListExecutions"), stateMachines));
    }
    return statements.build();
  }

  /** In the landing bucket it writes reports alone; it never reads the media. */
  private static Stream<PolicyStatement> ofArrivals(
      ArrivalsQueues arrivals, IBucket landing, IBucket ledger) {
    return Stream.of(
        allow(
            "CountArrivals",
            COUNTING,
            arrivals.queues().values().stream().map(Queue::getQueueArn).toList()),
        allow("ListParts", List.of("s3:ListBucket"), List.of(ledger.getBucketArn())),
        allow(
            "CollectParts",
            List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
            List.of(ledger.arnForObjects("*"))),
        allow(
            "PutReports",
            List.of("s3:DeleteObject", "s3:PutObject"),
            List.of(landing.arnForObjects(Names.REPORTS + "*"))));
  }

  private Stream<PolicyStatement> ofFileShares() {
    List<String> shares =
        fileShares.isEmpty()
            ? List.of(arn("storagegateway", "share/*", ArnFormat.NO_RESOURCE_NAME))
            : fileShares;
    return Stream.of(
        allow(
            "RefreshShares",
            List.of(
                "storagegateway:DescribeNFSFileShares",
                "storagegateway:DescribeSMBFileShares",
                "storagegateway:RefreshCache"),
            shares),
        // The account's shares are listed without naming a gateway, so there is no resource.
        allow("FindShares", List.of("storagegateway:ListFileShares"), List.of("*")));
  }

  private String mergesOfOurs() {
    return arn("states", "stateMachine:" + MERGES, ArnFormat.NO_RESOURCE_NAME);
  }

  /** The names that were configured, and a pattern for all those that the stack's imports make. */
  private static Stream<String> names(
      List<Transfer> transfers, Function<Transfer, String> name, String pattern) {
    return transfers.stream()
        .map(name)
        .map(each -> Token.isUnresolved(each) ? pattern : each)
        .distinct();
  }

  private String queueArn(String name) {
    return arn("sqs", name, ArnFormat.NO_RESOURCE_NAME);
  }

  private String arn(String service, String resource, ArnFormat format) {
    return stack.formatArn(
        ArnComponents.builder().service(service).resource(resource).arnFormat(format).build());
  }
}
