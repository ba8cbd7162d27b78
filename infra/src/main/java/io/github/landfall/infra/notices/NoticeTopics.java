package io.github.landfall.infra.notices;

import io.github.landfall.infra.config.Notices;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicProps;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Two topics: notices for producers, and alarms for those who operate the chain. */
public final class NoticeTopics extends Construct {

  private final Key key;
  private final Topic notices;
  private final Topic operations;

  /**
   * Makes the topics, their key and the subscriptions.
   *
   * @param configuration who gets what by mail
   */
  public NoticeTopics(Construct scope, Notices configuration) {
    super(scope, "Topics");
    key = new NoticeKey(this).key();
    notices = topic("Notices", "Landfall", configuration.emails());
    operations = topic("Operations", "Landfall operations", configuration.operationsEmails());
    operations.addToResourcePolicy(alarmsMayPublish());
  }

  /** The key that both are encrypted with. */
  public Key key() {
    return key;
  }

  /** What producers subscribe to. */
  public Topic notices() {
    return notices;
  }

  /** What those who operate the chain subscribe to. */
  public Topic operations() {
    return operations;
  }

  private Topic topic(String id, String displayName, List<String> emails) {
    Topic topic =
        new Topic(
            this,
            id,
            TopicProps.builder().displayName(displayName).masterKey(key).enforceSsl(true).build());
    emails.forEach(email -> topic.addSubscription(new EmailSubscription(email)));
    return topic;
  }

  /**
   * A policy of its own takes away what SNS allows by default: the account's alarms need it back.
   */
  private PolicyStatement alarmsMayPublish() {
    Stack stack = Stack.of(this);
    String alarms =
        stack.formatArn(
            ArnComponents.builder()
                .service("cloudwatch")
                .resource("alarm")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .resourceName("*")
                .build());
    return new PolicyStatement(
        PolicyStatementProps.builder()
            .sid("AlarmsMayPublish")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(operations.getTopicArn()))
            .conditions(
                Map.of(
                    "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                    "ArnLike", Map.of("aws:SourceArn", alarms)))
            .build());
  }
}
