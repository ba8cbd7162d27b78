package io.github.landfall.localaws.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The names and ARNs that CloudFormation would give to a stack's resources.
 *
 * <p>A resource has the name that its template sets; otherwise it is {@code <stack>-<logical id>},
 * without CloudFormation's random suffix.
 */
final class ResourceNames {

  /** The property that sets a resource's name, empty where there is none. */
  private static final Map<String, String> NAME_PROPERTIES =
      Map.ofEntries(
          Map.entry("AWS::CloudFormation::Stack", ""),
          Map.entry("AWS::CloudWatch::Alarm", "AlarmName"),
          Map.entry("AWS::DynamoDB::Table", "TableName"),
          Map.entry("AWS::EC2::SecurityGroup", ""),
          Map.entry("AWS::EC2::Subnet", ""),
          Map.entry("AWS::EC2::VPC", ""),
          Map.entry("AWS::ECS::Cluster", "ClusterName"),
          Map.entry("AWS::Events::Rule", "Name"),
          Map.entry("AWS::IAM::Role", "RoleName"),
          Map.entry("AWS::KMS::Key", ""),
          Map.entry("AWS::Lambda::Function", "FunctionName"),
          Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
          Map.entry("AWS::S3::Bucket", "BucketName"),
          Map.entry("AWS::SNS::Topic", "TopicName"),
          Map.entry("AWS::SQS::Queue", "QueueName"),
          Map.entry("AWS::SecretsManager::Secret", "Name"));

  private final String stackName;
  private final String region;

  ResourceNames(String stackName, String region) {
    this.stackName = stackName;
    this.region = region;
  }

  /**
   * The name of a resource.
   *
   * @param properties gives a property's value, or a missing node
   */
  String name(String logicalId, String type, Function<String, JsonNode> properties) {
    String nameProperty = NAME_PROPERTIES.get(type);
    if (nameProperty == null) {
      throw new TemplateException(
          "resource %s: the rehearsal has no name for a %s".formatted(logicalId, type));
    }
    JsonNode given = properties.apply(nameProperty);
    if (given.isTextual()) {
      return given.asText();
    }
    String name = stackName + "-" + logicalId;
    return type.equals("AWS::S3::Bucket") ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** The ARN of a resource of the given name. */
  String arn(String logicalId, String type, String name) {
    return switch (type) {
      case "AWS::CloudFormation::Stack" -> regional("cloudformation", "stack/" + name);
      case "AWS::CloudWatch::Alarm" -> regional("cloudwatch", "alarm:" + name);
      case "AWS::DynamoDB::Table" -> regional("dynamodb", "table/" + name);
      case "AWS::ECS::Cluster" -> regional("ecs", "cluster/" + name);
      case "AWS::Events::Rule" -> regional("events", "rule/" + name);
      case "AWS::IAM::Role" -> partitioned("iam", "", Pseudo.ACCOUNT, "role/" + name);
      case "AWS::KMS::Key" -> regional("kms", "key/" + name);
      case "AWS::Lambda::Function" -> regional("lambda", "function:" + name);
      case "AWS::Logs::LogGroup" -> regional("logs", "log-group:" + name + ":*");
      case "AWS::S3::Bucket" -> partitioned("s3", "", "", name);
      case "AWS::SNS::Topic" -> regional("sns", name);
      case "AWS::SQS::Queue" -> regional("sqs", name);
      case "AWS::SecretsManager::Secret" -> regional("secretsmanager", "secret:" + name);
      default ->
          throw new TemplateException(
              "resource %s: the rehearsal has no ARN for a %s".formatted(logicalId, type));
    };
  }

  private String regional(String service, String resource) {
    return partitioned(service, region, Pseudo.ACCOUNT, resource);
  }

  private static String partitioned(
      String service, String region, String account, String resource) {
    return String.join(":", "arn", Pseudo.PARTITION, service, region, account, resource);
  }
}
