package io.github.landfall.localaws.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;

class CallRecorderTest {

  private static final String HERE = "cn-northwest-1:111122223333:";
  private static final String BUCKET = "arn:aws-cn:s3:::landing";
  private static final String TOPIC = "arn:aws-cn:sns:" + HERE + "notices";
  private static final String KEY = "arn:aws-cn:kms:" + HERE + "key/notices";
  private static final String SHARE = "arn:aws-cn:storagegateway:" + HERE + "share/share-1";
  private static final String QUEUE = "arn:aws-cn:sqs:" + HERE + "runs";

  @TempDir private Path directory;

  @Test
  void objectsAreReachedByTheirKeys() throws IOException {
    try (S3Client s3 = client(S3Client.builder())) {
      fails(() -> s3.getObject(r -> r.bucket("landing").key("_landfall/第 1 部=&.gz")));
      fails(
          () ->
              s3.putObject(
                  r -> r.bucket("landing").key("a b").contentType("text/csv"),
                  RequestBody.fromString("x")));
      fails(
          () ->
              s3.deleteObjects(
                  r ->
                      r.bucket("landing")
                          .delete(d -> d.objects(identifier("one"), identifier("two")))));
    }

    assertThat(needed())
        .containsExactly(
            new Access("s3:GetObject", BUCKET + "/_landfall/第 1 部=&.gz"),
            new Access("s3:PutObject", BUCKET + "/a b"),
            new Access("s3:DeleteObject", BUCKET + "/one"),
            new Access("s3:DeleteObject", BUCKET + "/two"));
  }

  @Test
  void listingsHaveTheirPrefixAsACondition() throws IOException {
    try (S3Client s3 = client(S3Client.builder())) {
      fails(() -> s3.listObjectsV2(r -> r.bucket("landing").prefix("_landfall/")));
      fails(() -> s3.listObjectsV2(r -> r.bucket("landing")));
    }

    assertThat(needed())
        .containsExactly(
            new Access("s3:ListBucket", BUCKET, Map.of("s3:prefix", "_landfall/")),
            new Access("s3:ListBucket", BUCKET));
  }

  @Test
  void tablesAreReachedByTheirNames() throws IOException {
    try (DynamoDbClient tables = client(DynamoDbClient.builder())) {
      Map<String, AttributeValue> key = Map.of("partner", AttributeValue.fromS("aurora"));
      fails(() -> tables.getItem(r -> r.tableName("runs").key(key)));
      fails(() -> tables.query(r -> r.tableName("runs").indexName("by-day")));
    }

    String table = "arn:aws-cn:dynamodb:" + HERE + "table/runs";
    assertThat(needed())
        .containsExactly(
            new Access("dynamodb:GetItem", table),
            new Access("dynamodb:Query", table + "/index/by-day"));
  }

  @Test
  void queuesAreReachedByUrlOrName() throws IOException {
    try (SqsClient sqs = client(SqsClient.builder())) {
      String url = "http://127.0.0.1:9324/111122223333/runs";
      fails(() -> sqs.getQueueUrl(r -> r.queueName("runs")));
      DeleteMessageBatchRequestEntry entry =
          DeleteMessageBatchRequestEntry.builder().id("1").build();
      fails(() -> sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entry)));
    }

    assertThat(needed())
        .containsExactly(
            new Access("sqs:GetQueueUrl", QUEUE), new Access("sqs:DeleteMessage", QUEUE));
  }

  @Test
  void publishingToAnEncryptedTopicNeedsItsKey() throws IOException {
    try (SnsClient sns = client(SnsClient.builder())) {
      fails(() -> sns.publish(r -> r.topicArn(TOPIC).message("secret")));
      fails(() -> sns.publish(r -> r.topicArn(TOPIC + "-plain").message("plain")));
    }

    assertThat(needed())
        .containsExactly(
            new Access("sns:Publish", TOPIC),
            new Access("kms:GenerateDataKey", KEY),
            new Access("kms:Decrypt", KEY),
            new Access("sns:Publish", TOPIC + "-plain"));
    assertThat(directory.resolve("calls")).content().doesNotContain("secret");
  }

  @Test
  void tasksAndMergesAreLookedForWhereTheyRun() throws IOException {
    String merges = "arn:aws-cn:states:" + HERE + "stateMachine:merges";
    try (EcsClient ecs = client(EcsClient.builder());
        SfnClient stepFunctions = client(SfnClient.builder())) {
      fails(() -> ecs.listTasks(r -> r.cluster("finders").family("aurora")));
      fails(() -> stepFunctions.listExecutions(r -> r.stateMachineArn(merges)));
    }

    assertThat(needed())
        .containsExactly(
            new Access(
                "ecs:ListTasks",
                "*",
                Map.of("ecs:cluster", "arn:aws-cn:ecs:" + HERE + "cluster/finders")),
            new Access("states:ListExecutions", merges));
  }

  @Test
  void eachShareThatIsAskedForIsReached() throws IOException {
    try (StorageGatewayClient gateways = client(StorageGatewayClient.builder())) {
      fails(() -> gateways.listFileShares(r -> {}));
      fails(() -> gateways.describeSMBFileShares(r -> r.fileShareARNList(SHARE, SHARE + "2")));
      fails(() -> gateways.refreshCache(r -> r.fileShareARN(SHARE).folderList("/")));
    }

    assertThat(needed())
        .containsExactly(
            new Access("storagegateway:ListFileShares", "*"),
            new Access("storagegateway:DescribeSMBFileShares", SHARE),
            new Access("storagegateway:DescribeSMBFileShares", SHARE + "2"),
            new Access("storagegateway:RefreshCache", SHARE));
  }

  @Test
  void callWhosePermissionsNobodyKnowsIsNamed() throws IOException {
    try (SqsClient sqs = client(SqsClient.builder())) {
      fails(() -> sqs.purgeQueue(r -> r.queueUrl("http://127.0.0.1:1/1/runs")));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(this::needed)
        .withMessageContaining("does not know which permissions Sqs.PurgeQueue needs");
  }

  @Test
  void versionOfAnObjectNeedsMoreThanTheObject() throws IOException {
    try (S3Client s3 = client(S3Client.builder())) {
      fails(() -> s3.getObject(r -> r.bucket("landing").key("a").versionId("1")));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(this::needed)
        .withMessageContaining("S3.GetObject needs, with [Bucket, Key, VersionId]");
  }

  @Test
  void functionWithoutCallsNeedsNothing() throws IOException {
    assertThat(needed()).isEmpty();
  }

  private static ObjectIdentifier identifier(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  /** Nothing listens there; what is asked for counts, not what comes of it. */
  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    CallRecorder recorder = new CallRecorder(directory.resolve("calls"));
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:1"))
        .region(Region.CN_NORTHWEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(
            override ->
                override
                    .addExecutionInterceptor(recorder)
                    .retryStrategy(strategy -> strategy.maxAttempts(1)))
        .build();
  }

  private static void fails(ThrowingCallable call) {
    assertThatExceptionOfType(SdkException.class).isThrownBy(call);
  }

  private List<Access> needed() throws IOException {
    RequiredAccess required = new RequiredAccess(QUEUE, Map.of(TOPIC, KEY));
    return RecordedCall.read(directory.resolve("calls")).stream()
        .flatMap(call -> required.of(call).stream())
        .toList();
  }
}
