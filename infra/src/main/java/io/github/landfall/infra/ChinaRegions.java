package io.github.landfall.infra;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the China regions lack of what the services' global documentation describes, as far as a
 * template could ask for it.
 *
 * <p>The region's own resource schemas, and so {@code cfn-lint}, have most of it all the same: they
 * prove nothing here.
 */
final class ChinaRegions {

  private static final String LAMBDA =
      "https://docs.amazonaws.cn/en_us/aws/latest/userguide/lambda.html";
  private static final String CLOUDWATCH =
      "https://docs.amazonaws.cn/en_us/AmazonCloudWatch/latest/APIReference/API_TagResource.html";
  private static final String SQS = "https://docs.amazonaws.cn/en_us/aws/latest/userguide/sqs.html";
  private static final String SCHEMAS =
      "https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/UserGuide/resource-type-schemas.html";

  private static final String TAGS = "Tags";

  /** All of it; what is new here is refused in every template by a test. */
  static final List<Lack> LACKING =
      List.of(
          new Property("AWS::Lambda::EventSourceMapping", TAGS, LAMBDA),
          new Property("AWS::Lambda::EventSourceMapping", "ProvisionedPollerConfig", LAMBDA),
          new Property("AWS::Lambda::EventSourceMapping", "MetricsConfig", LAMBDA),
          new Property("AWS::Lambda::Function", "RecursiveLoop", LAMBDA),
          new Property("AWS::Lambda::Function", "TracingConfig", LAMBDA),
          // Of Java's, the page says nothing; cfn-lint refuses it for cn-northwest-1.
          new Property("AWS::Lambda::Function", "SnapStart", LAMBDA),
          new Property("AWS::Lambda::Function", "CodeSigningConfigArn", SCHEMAS),
          new Property("AWS::Lambda::Function", "Code/SourceKMSKeyArn", LAMBDA),
          new Property("AWS::CloudWatch::Dashboard", TAGS, CLOUDWATCH),
          new ResourceType("AWS::Lambda::Url", LAMBDA),
          new ResourceType("AWS::Lambda::CodeSigningConfig", SCHEMAS),
          new ResourceType("AWS::Events::Endpoint", SCHEMAS),
          new ResourceType("AWS::Chatbot::", SCHEMAS),
          new ResourceType("AWS::FIS::", SCHEMAS),
          new ResourceType("AWS::Notifications::", SCHEMAS),
          new ResourceType("AWS::NotificationsContacts::", SCHEMAS),
          new ResourceType("AWS::Signer::", SCHEMAS),
          new Action("sqs:CancelMessageMoveTask", SQS),
          new Action("sqs:ListMessageMoveTasks", SQS),
          new Action("sqs:StartMessageMoveTask", SQS));

  private ChinaRegions() {}

  /** The types of resources that can't be tagged there. */
  static Stream<String> typesWithoutTags() {
    return LACKING.stream()
        .filter(lack -> lack instanceof Property property && property.name().equals(TAGS))
        .map(lack -> ((Property) lack).type());
  }

  /** One thing that is lacking. */
  sealed interface Lack {

    /** The page that says so. */
    String address();
  }

  /**
   * A resource has no such property.
   *
   * @param type the resource's type
   * @param name the property; a slash leads into it
   * @param address the page that says so
   */
  record Property(String type, String name, String address) implements Lack {}

  /**
   * There is no such resource.
   *
   * @param name its type, or a service's types where it ends with colons
   * @param address the page that says so
   */
  record ResourceType(String name, String address) implements Lack {}

  /**
   * A service has no such action, so no policy needs to allow it.
   *
   * @param name as policies name it
   * @param address the page that says so
   */
  record Action(String name, String address) implements Lack {}
}
