package io.github.landfall.infra.compare;

import static io.github.landfall.infra.function.JavaFunction.allow;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.config.Source;
import io.github.landfall.infra.function.JavaFunction;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.notices.NoticeKey;
import io.github.landfall.infra.notices.NoticeTopics;
import io.github.landfall.infra.transfer.TransferAccess;
import java.util.List;
import java.util.Optional;
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

/**
 * What the comparison function may do, and nothing else. Sources of other accounts are read with
 * their secrets' keys, not with its role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html">Resources
 *     of Secrets Manager: six characters follow a secret's name</a>
 */
final class ComparisonPermissions {

  private final Stack stack;
  private final List<ComparedPartner> partners;

  ComparisonPermissions(Stack stack, List<ComparedPartner> partners) {
    this.stack = stack;
    this.partners = partners;
  }

  PolicyDocument policy(
      IBucket landing,
      IBucket ledger,
      RuleQueue queue,
      ITable runsTable,
      NoticeTopics topics,
      ILogGroup logGroup) {
    List<PolicyStatement> statements =
        Stream.of(
                Stream.of(
                    allow(
                        "TakeOrders",
                        List.of(
                            "sqs:ChangeMessageVisibility",
                            "sqs:DeleteMessage",
                            "sqs:GetQueueAttributes",
                            "sqs:ReceiveMessage"),
                        List.of(queue.queue().getQueueArn())),
                    allow("ListLanding", List.of("s3:ListBucket"), List.of(landing.getBucketArn())),
                    allow(
                        "KeepSlices",
                        List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
                        List.of(ledger.arnForObjects(Names.COMPARISONS + "*"))),
                    allow(
                        "PutReports",
                        List.of("s3:PutObject"),
                        List.of(landing.arnForObjects(Names.REPORTS + "*"))),
                    allow(
                        "RecordComparisons",
                        List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                        List.of(runsTable.getTableArn())),
                    allow(
                        "SendNotices",
                        List.of("sns:Publish"),
                        List.of(topics.notices().getTopicArn(), topics.operations().getTopicArn())),
                    allow(
                        "EncryptNotices", NoticeKey.PUBLISHING, List.of(topics.key().getKeyArn())),
                    JavaFunction.writeLog(logGroup)),
                ofTransfers(),
                ofSources(),
                ofRepair(landing))
            .flatMap(of -> of)
            .toList();
    return new PolicyDocument(PolicyDocumentProps.builder().statements(statements).build());
  }

  private Stream<PolicyStatement> ofTransfers() {
    TransferAccess access = access(partners);
    return Stream.concat(
        Stream.of(allow("CountObjects", TransferAccess.COUNTING, access.queues())),
        access.lookForWork());
  }

  private TransferAccess access(List<ComparedPartner> some) {
    return new TransferAccess(stack, some.stream().map(ComparedPartner::transfer).toList());
  }

  private Stream<PolicyStatement> ofSources() {
    List<Source> sources = partners.stream().map(partner -> partner.comparison().source()).toList();
    return Stream.of(
            given(
                "ReadSecrets",
                "secretsmanager:GetSecretValue",
                sources.stream()
                    .map(Source::credentials)
                    .flatMap(Optional::stream)
                    .map(this::secretArn)),
            given(
                "ListSources",
                "s3:ListBucket",
                sources.stream()
                    .filter(Source::inCurrentAccount)
                    .map(source -> bucketArn(source.bucket()))),
            given(
                "ReadPrefixes",
                "s3:GetObject",
                sources.stream().flatMap(source -> list(source).stream())))
        .flatMap(Optional::stream);
  }

  /** The list of prefixes, if it is read with the role. */
  private Optional<String> list(Source source) {
    return source
        .prefixesFile()
        .flatMap(
            file ->
                file.bucket()
                    .or(
                        () ->
                            source.inCurrentAccount()
                                ? Optional.of(source.bucket())
                                : Optional.empty())
                    .map(bucket -> bucketArn(bucket + "/" + file.key())));
  }

  private Stream<PolicyStatement> ofRepair(IBucket landing) {
    List<ComparedPartner> repaired =
        partners.stream().filter(partner -> partner.comparison().repair()).toList();
    if (repaired.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        allow("SendObjects", List.of("sqs:SendMessage"), access(repaired).queues()),
        allow(
            "ListUploads",
            List.of("s3:ListBucketMultipartUploads"),
            List.of(landing.getBucketArn())),
        allow(
            "AbortUploads",
            List.of("s3:AbortMultipartUpload"),
            repaired.stream()
                .map(partner -> landing.arnForObjects(partner.transfer().partner() + "/*"))
                .toList()));
  }

  private static Optional<PolicyStatement> given(
      String sid, String action, Stream<String> resources) {
    List<String> distinct = resources.distinct().toList();
    return distinct.isEmpty()
        ? Optional.empty()
        : Optional.of(allow(sid, List.of(action), distinct));
  }

  private String secretArn(String name) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("secretsmanager")
            .resource("secret:" + name + "-??????")
            .arnFormat(ArnFormat.NO_RESOURCE_NAME)
            .build());
  }

  private String bucketArn(String bucket) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("s3")
            .region("")
            .account("")
            .resource(bucket)
            .arnFormat(ArnFormat.NO_RESOURCE_NAME)
            .build());
  }
}
