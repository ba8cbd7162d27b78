package io.github.landfall.infra.runs;

import static io.github.landfall.infra.function.JavaFunction.allow;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.function.JavaFunction;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.landing.ArrivalsQueues;
import io.github.landfall.infra.notices.NoticeKey;
import io.github.landfall.infra.notices.NoticeTopics;
import io.github.landfall.infra.transfer.Transfer;
import io.github.landfall.infra.transfer.TransferAccess;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * What the refresh function may do, and nothing else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstoragegateway.html">Actions
 *     of Storage Gateway</a>
 */
final class RefreshPermissions {

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
      RuleQueue runQueue,
      ITable runsTable,
      NoticeTopics topics,
      ILogGroup logGroup) {
    List<PolicyStatement> statements =
        Stream.of(
                ofRunQueue(runQueue),
                ofTransfers(new TransferAccess(stack, transfers)),
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

  private static Stream<PolicyStatement> ofRunQueue(RuleQueue runQueue) {
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

  private static Stream<PolicyStatement> ofTransfers(TransferAccess transfers) {
    Stream.Builder<PolicyStatement> statements = Stream.builder();
    statements.add(
        allow(
            "CountObjects",
            TransferAccess.COUNTING,
            Stream.concat(transfers.queues().stream(), transfers.deadLetterQueues().stream())
                .toList()));
    // What lies there stays there: it is read for what failed, and shown again.
    statements.add(
        allow(
            "ReadFailed",
            List.of("sqs:ChangeMessageVisibility", "sqs:ReceiveMessage"),
            transfers.deadLetterQueues()));
    statements.add(allow("CountWithdrawn", List.of("dynamodb:Scan"), transfers.tables()));
    // Metrics have no ARN.
    statements.add(allow("CountQueued", List.of("cloudwatch:GetMetricStatistics"), List.of("*")));
    transfers
        .finderLogs()
        .ifPresent(
            logs ->
                statements.add(
                    allow("ReadFindersLogs", List.of("logs:FilterLogEvents"), List.of(logs))));
    return Stream.concat(statements.build(), transfers.lookForWork());
  }

  /** In the landing bucket it writes reports alone, and reads delivery lists; never the media. */
  private static Stream<PolicyStatement> ofArrivals(
      ArrivalsQueues arrivals, IBucket landing, IBucket ledger) {
    return Stream.of(
        allow(
            "CountArrivals",
            TransferAccess.COUNTING,
            arrivals.queues().values().stream().map(Queue::getQueueArn).toList()),
        allow("ListParts", List.of("s3:ListBucket"), List.of(ledger.getBucketArn())),
        allow(
            "CollectParts",
            List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
            List.of(ledger.arnForObjects("*"))),
        allow("ListLanding", List.of("s3:ListBucket"), List.of(landing.getBucketArn())),
        allow(
            "ReadDeliveryLists",
            List.of("s3:GetObject"),
            List.of(landing.arnForObjects("*.mhl"), landing.arnForObjects("*.MHL"))),
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

  private String arn(String service, String resource, ArnFormat format) {
    return stack.formatArn(
        ArnComponents.builder().service(service).resource(resource).arnFormat(format).build());
  }
}
