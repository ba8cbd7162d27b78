package io.github.landfall.tools.aws;

import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.tools.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** The partner aurora: a source, a landing bucket, and a transfer at rest between them. */
final class PartnerBuckets implements AutoCloseable {

  private static final String CLUSTER = RecordedAws.arn("ecs", "cluster/landfall");
  static final String QUIET =
      "{'Attributes':{'ApproximateNumberOfMessages':'0','ApproximateNumberOfMessagesNotVisible':'0','ApproximateNumberOfMessagesDelayed':'0'}}";

  private static int made;

  private final Path directory;
  private final BucketServer buckets;
  private final RecordedAws aws = new RecordedAws();
  private final Map<String, String> parameters = new HashMap<>();
  private final String source;
  private final String landing;

  PartnerBuckets(Path directory, BucketServer buckets) {
    this.directory = directory;
    this.buckets = buckets;
    made++;
    source = "source-" + made;
    landing = "landing-" + made;
    for (String bucket : List.of(source, landing)) {
      buckets.client().createBucket(request -> request.bucket(bucket));
    }
    parameters.putAll(
        Map.of(
            "srcType", "Amazon_S3",
            "srcBucket", source,
            "srcPrefix", "show/",
            "srcRegion", "us-west-2",
            "srcEndpoint", buckets.endpoint().toString(),
            "srcCredentials", "landfall/aurora",
            "destBucket", landing,
            "destPrefix", "aurora",
            "desiredCapacity", "2",
            "maxCapacity", "10"));
    aws.json(
            "GetSecretValue",
            "{'SecretString':'{\\'access_key_id\\':\\'key\\',\\'secret_access_key\\':\\'secret\\'}'}")
        .json(
            "ListTargetsByRule",
            "{'Targets':[{'Id':'Target0','Arn':'%s','Input':'{}','EcsParameters':{'TaskDefinitionArn':'%s','TaskCount':1}}]}"
                .formatted(CLUSTER, RecordedAws.arn("ecs", "task-definition/DTH-DTHFinderTask:1")))
        .json("ListTasks", "{'taskArns':[]}")
        .json("GetQueueUrl", "{'QueueUrl':'%s/111122223333/DTH-Queue'}".formatted(aws.uri()))
        .json("GetQueueAttributes", QUIET)
        .json("SendMessageBatch", "{'Successful':[],'Failed':[]}");
  }

  String source() {
    return source;
  }

  String landing() {
    return landing;
  }

  RecordedAws aws() {
    return aws;
  }

  S3Client s3() {
    return buckets.client();
  }

  /** The parameters of the partner's Data Transfer Hub stack, to be changed before it is used. */
  Map<String, String> parameters() {
    return parameters;
  }

  /** The account's clients, with its answers recorded but for its buckets. */
  AwsClients.Factory clients() {
    return clients(aws.uri());
  }

  /**
   * The same, with real queues.
   *
   * @param queues where they are
   */
  AwsClients.Factory clients(URI queues) {
    String stack = RecordedAws.arn("cloudformation", "stack/DTH/0a1b2c3d");
    aws.stack("Landfall", Map.of(), Map.of("TransferStackaurora", stack))
        .resource("Landfall", "Alarm", "AWS::CloudWatch::Alarm", "Landfall-transfer-aurora")
        .stack(
            "DTH",
            parameters,
            Map.of(
                "CommonQueueNameEB26B1B7", "DTH-Queue",
                "CommonDLQQueueName98D51C56", "DTH-DLQ",
                "CommonTableName4099A6E9", "DTH-Table",
                "ECSStackTaskDefinitionNameE8E07C57", "DTH-DTHFinderTask"))
        .resource("DTH", "ECSStackDTHFinderSchedule0A1B", "AWS::Events::Rule", "DTH-Schedule");
    return (region, profile) ->
        builder -> {
          URI endpoint = builder instanceof SqsClientBuilder ? queues : aws.uri();
          if (builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true);
            endpoint = buckets.endpoint();
          }
          builder
              .region(Region.CN_NORTHWEST_1)
              .endpointOverride(endpoint)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("tools", "tools")));
        };
  }

  void delivers(String key, String content) {
    s3().putObject(request -> request.bucket(source).key(key), RequestBody.fromString(content));
  }

  void archives(String key) {
    s3().putObject(
            request -> request.bucket(source).key(key).storageClass("GLACIER"),
            RequestBody.fromString("archive"));
  }

  /** Delivers an object long ago, and has it copied. */
  void lands(String key, String content) throws IOException {
    delivers(key, content);
    Files.setLastModifiedTime(
        directory.resolve(source).resolve(key),
        FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    s3().putObject(
            request -> request.bucket(landing).key("aurora/" + key),
            RequestBody.fromString(content));
  }

  @Override
  public void close() {
    aws.close();
  }
}
