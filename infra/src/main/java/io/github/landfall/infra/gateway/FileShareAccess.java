package io.github.landfall.infra.gateway;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.RoleProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupProps;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretProps;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What a gateway needs on this side, with the outputs that its activation reads. */
public final class FileShareAccess extends Construct {

  /**
   * Makes the role, the guest password and the log.
   *
   * @param bucket the landing bucket, which file shares show
   */
  public FileShareAccess(Construct scope, IBucket bucket) {
    super(scope, "FileShareAccess");
    Stack stack = Stack.of(this);
    Role role = shareRole(stack, bucket);
    Secret guestPassword = guestPassword();
    LogGroup gatewayLog =
        new LogGroup(
            this,
            "GatewayLog",
            LogGroupProps.builder()
                .retention(RetentionDays.SIX_MONTHS)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build());

    output("Region", "The region that the gateway is activated in", stack.getRegion());
    output("LandingBucketName", "The bucket that file shares show", bucket.getBucketName());
    output("LandingBucketArn", "The same, as ARN", bucket.getBucketArn());
    output("FileShareRoleArn", "The role that file shares read the bucket with", role.getRoleArn());
    output("GatewayLogGroupArn", "Where gateways log", arnWithoutWildcard(stack, gatewayLog));
    output("GuestSecretArn", "The drive's guest password", guestPassword.getSecretArn());
  }

  /** File shares only read: the drive is read-only, so nothing can be lost through it. */
  private Role shareRole(Stack stack, IBucket bucket) {
    String gateways =
        stack.formatArn(
            ArnComponents.builder()
                .service("storagegateway")
                .resource("gateway")
                .resourceName("sgw-*")
                .build());
    ServicePrincipal storageGateway =
        new ServicePrincipal(
            "storagegateway.amazonaws.com",
            ServicePrincipalOpts.builder()
                .conditions(
                    Map.of(
                        "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                        "ArnLike", Map.of("aws:SourceArn", gateways)))
                .build());
    PolicyDocument readOnly =
        new PolicyDocument(
            PolicyDocumentProps.builder()
                .statements(
                    List.of(
                        allow(
                            List.of(
                                "s3:GetAccelerateConfiguration",
                                "s3:GetBucketLocation",
                                "s3:GetBucketVersioning",
                                "s3:ListBucket",
                                "s3:ListBucketMultipartUploads",
                                "s3:ListBucketVersions"),
                            bucket.getBucketArn()),
                        allow(
                            List.of("s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectVersion"),
                            bucket.arnForObjects("*"))))
                .build());
    return new Role(
        this,
        "ShareRole",
        RoleProps.builder()
            .description("Landfall: file shares read the landing bucket")
            .assumedBy(storageGateway)
            .inlinePolicies(Map.of("read-landing-bucket", readOnly))
            .build());
  }

  private Secret guestPassword() {
    return new Secret(
        this,
        "GuestPassword",
        SecretProps.builder()
            .description("Landfall: the guest password of the drive")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .passwordLength(24)
                    // It is typed into command lines on Windows.
                    .excludePunctuation(true)
                    .build())
            // Drives stay mapped with it.
            .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .build());
  }

  private void output(String name, String description, String value) {
    new CfnOutput(
            this, name, CfnOutputProps.builder().description(description).value(value).build())
        .overrideLogicalId(name);
  }

  /** The attribute of a log group ends with {@code :*}, which is no log group's ARN. */
  private static String arnWithoutWildcard(Stack stack, LogGroup logGroup) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("logs")
            .resource("log-group")
            .resourceName(logGroup.getLogGroupName())
            .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
            .build());
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return new PolicyStatement(
        PolicyStatementProps.builder().actions(actions).resources(List.of(resource)).build());
  }
}
