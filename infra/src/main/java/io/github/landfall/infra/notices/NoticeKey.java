package io.github.landfall.infra.notices;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeyProps;
import software.constructs.Construct;

/**
 * The key that both topics' messages are encrypted with.
 *
 * <p>SNS's own key would not do: CloudWatch's alarms may not use it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing Amazon
 *     SNS encryption keys</a>
 */
public final class NoticeKey extends Construct {

  /** What one needs to publish to an encrypted topic. */
  public static final List<String> PUBLISHING = List.of("kms:GenerateDataKey", "kms:Decrypt");

  /** What the account's IAM policies can allow: what CloudFormation and an administrator need. */
  private static final List<String> ADMINISTRATION =
      List.of(
          "kms:CancelKeyDeletion",
          "kms:DescribeKey",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:EnableKey",
          "kms:EnableKeyRotation",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListKeyPolicies",
          "kms:ListResourceTags",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateKeyDescription");

  private final Key key;

  NoticeKey(Construct scope) {
    super(scope, "Key");
    key =
        new Key(
            this,
            "Resource",
            KeyProps.builder()
                .description("Landfall: the messages of its topics")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .policy(
                    new PolicyDocument(
                        PolicyDocumentProps.builder()
                            .statements(
                                List.of(
                                    allow(new AccountRootPrincipal(), ADMINISTRATION, Map.of()),
                                    allow(new AccountRootPrincipal(), PUBLISHING, Map.of()),
                                    allow(
                                        new ServicePrincipal("cloudwatch.amazonaws.com"),
                                        PUBLISHING,
                                        Map.of("StringEquals", ofThisAccount()))))
                            .build()))
                .build());
  }

  Key key() {
    return key;
  }

  private Map<String, String> ofThisAccount() {
    return Map.of("aws:SourceAccount", Stack.of(this).getAccount());
  }

  private static PolicyStatement allow(
      IPrincipal principal, List<String> actions, Map<String, ?> conditions) {
    return new PolicyStatement(
        PolicyStatementProps.builder()
            .principals(List.of(principal))
            .actions(actions)
            .resources(List.of("*"))
            .conditions(conditions)
            .build());
  }
}
