package io.github.landfall.localaws.permissions;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says which permissions a call needs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
 *     resources, and condition keys of each service</a>
 */
public final class RequiredAccess {

  private final String partition;
  private final String regionAndAccount;
  private final Map<String, String> topicKeys;

  /**
   * Makes it for one account.
   *
   * @param arn the ARN of anything in the account and region that the calls go to
   * @param topicKeys the ARNs of the keys that encrypt topics, by the topics' ARNs
   */
  public RequiredAccess(String arn, Map<String, String> topicKeys) {
    String[] parts = arn.split(":", 6);
    this.partition = parts[1];
    this.regionAndAccount = parts[3] + ":" + parts[4];
    this.topicKeys = Map.copyOf(topicKeys);
  }

  /**
   * The permissions that a call needs, all of them.
   *
   * @throws IllegalArgumentException if this does not know
   */
  public List<Access> of(RecordedCall call) {
    if (call.has("ACL") || call.has("Tagging") || call.has("VersionId")) {
      throw unknown(call);
    }
    return switch (call.service()) {
      case "S3" -> ofBucket(call);
      case "DynamoDb" -> ofTable(call);
      case "Sqs" -> ofQueue(call);
      case "Sns" -> ofTopic(call);
      case "Ecs" -> ofCluster(call);
      case "Sfn" -> ofStateMachine(call);
      case "CloudWatch" -> ofMetrics(call);
      case "CloudWatchLogs" -> ofLogs(call);
      case "SecretsManager" -> ofSecret(call);
      case "StorageGateway" -> ofGateways(call);
      default -> throw unknown(call);
    };
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Permissions
   *     of S3's operations</a>
   */
  private List<Access> ofBucket(RecordedCall call) {
    if (call.operation().equals("CopyObject")) {
      return List.of(
          new Access(
              "s3:GetObject",
              "arn:%s:s3:::%s"
                  .formatted(
                      partition,
                      URLDecoder.decode(call.one("CopySource"), StandardCharsets.UTF_8))),
          new Access(
              "s3:PutObject",
              "arn:%s:s3:::%s/%s"
                  .formatted(
                      partition, call.one("DestinationBucket"), call.one("DestinationKey"))));
    }
    String bucket = "arn:" + partition + ":s3:::" + call.one("Bucket");
    String action =
        switch (call.operation()) {
          case "ListObjectsV2" -> "s3:ListBucket";
          case "ListMultipartUploads" -> "s3:ListBucketMultipartUploads";
          case "GetObject", "HeadObject" -> "s3:GetObject";
          case "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
              "s3:PutObject";
          case "AbortMultipartUpload" -> "s3:AbortMultipartUpload";
          case "DeleteObject", "DeleteObjects" -> "s3:DeleteObject";
          default -> throw unknown(call);
        };
    if (action.equals("s3:ListBucketMultipartUploads")) {
      return List.of(new Access(action, bucket));
    }
    if (action.equals("s3:ListBucket")) {
      return List.of(
          new Access(
              action,
              bucket,
              call.has("Prefix") ? Map.of("s3:prefix", call.one("Prefix")) : Map.of()));
    }
    return call.all("Key").stream().map(key -> new Access(action, bucket + "/" + key)).toList();
  }

  /**
   * Six characters follow a secret's name in its ARN.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions
   *     of Secrets Manager</a>
   */
  private List<Access> ofSecret(RecordedCall call) {
    if (!call.operation().equals("GetSecretValue")) {
      throw unknown(call);
    }
    return List.of(
        new Access(
            "secretsmanager:GetSecretValue",
            arn("secretsmanager", "secret:" + call.one("SecretId") + "-AbCdEf")));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions
   *     of DynamoDB</a>
   */
  private List<Access> ofTable(RecordedCall call) {
    return switch (call.operation()) {
      case "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem" ->
          List.of(
              new Access(
                  "dynamodb:" + call.operation(),
                  arn("dynamodb", "table/" + call.one("TableName"))
                      + (call.has("IndexName") ? "/index/" + call.one("IndexName") : "")));
      default -> throw unknown(call);
    };
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions
   *     of SQS</a>
   */
  private List<Access> ofQueue(RecordedCall call) {
    String name =
        call.has("QueueUrl") ? call.one("QueueUrl").replaceFirst(".*/", "") : call.one("QueueName");
    return switch (call.operation()) {
      // A batch needs what one of its entries needs.
      case "ChangeMessageVisibility",
          "ChangeMessageVisibilityBatch",
          "DeleteMessage",
          "DeleteMessageBatch",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ReceiveMessage",
          "SendMessage",
          "SendMessageBatch" ->
          List.of(
              new Access("sqs:" + call.operation().replaceFirst("Batch$", ""), arn("sqs", name)));
      default -> throw unknown(call);
    };
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html">Actions
   *     of CloudWatch</a>
   */
  private List<Access> ofMetrics(RecordedCall call) {
    if (!call.operation().equals("GetMetricStatistics")) {
      throw unknown(call);
    }
    return List.of(new Access("cloudwatch:GetMetricStatistics", "*"));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions
   *     of CloudWatch Logs</a>
   */
  private List<Access> ofLogs(RecordedCall call) {
    if (!call.operation().equals("FilterLogEvents")) {
      throw unknown(call);
    }
    return List.of(
        new Access("logs:FilterLogEvents", arn("logs", "log-group:" + call.one("logGroupName"))));
  }

  /**
   * SNS encrypts with the publisher's permissions.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Permissions of
   *     publishers on a topic's key</a>
   */
  private List<Access> ofTopic(RecordedCall call) {
    if (!call.operation().equals("Publish")) {
      throw unknown(call);
    }
    String topic = call.one("TopicArn");
    String key = topicKeys.get(topic);
    Access publish = new Access("sns:Publish", topic);
    return key == null
        ? List.of(publish)
        : List.of(publish, new Access("kms:GenerateDataKey", key), new Access("kms:Decrypt", key));
  }

  /**
   * Tasks that are listed without a container instance have no resource, only their cluster.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Actions
   *     of Elastic Container Service</a>
   */
  private List<Access> ofCluster(RecordedCall call) {
    if (!call.operation().equals("ListTasks") || call.has("containerInstance")) {
      throw unknown(call);
    }
    String cluster = call.one("cluster");
    return List.of(
        new Access(
            "ecs:ListTasks",
            "*",
            Map.of(
                "ecs:cluster",
                cluster.startsWith("arn:") ? cluster : arn("ecs", "cluster/" + cluster))));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html">Actions
   *     of Step Functions</a>
   */
  private static List<Access> ofStateMachine(RecordedCall call) {
    if (!call.operation().equals("ListExecutions")) {
      throw unknown(call);
    }
    return List.of(new Access("states:ListExecutions", call.one("stateMachineArn")));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstoragegateway.html">Actions
   *     of Storage Gateway</a>
   */
  private static List<Access> ofGateways(RecordedCall call) {
    Stream<String> resources =
        switch (call.operation()) {
          case "ListFileShares" -> Stream.of(call.has("GatewayARN") ? call.one("GatewayARN") : "*");
          case "DescribeNFSFileShares", "DescribeSMBFileShares" ->
              call.all("FileShareARNList").stream();
          case "RefreshCache" -> Stream.of(call.one("FileShareARN"));
          default -> throw unknown(call);
        };
    return resources
        .map(resource -> new Access("storagegateway:" + call.operation(), resource))
        .toList();
  }

  private String arn(String service, String resource) {
    return String.join(":", "arn", partition, service, regionAndAccount, resource);
  }

  private static IllegalArgumentException unknown(RecordedCall call) {
    return new IllegalArgumentException(
        "the rehearsal does not know which permissions %s.%s needs, with %s"
            .formatted(call.service(), call.operation(), call.fields().keySet()));
  }
}
