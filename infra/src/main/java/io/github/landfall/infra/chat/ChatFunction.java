package io.github.landfall.infra.chat;

import io.github.landfall.chat.ChatHandler;
import io.github.landfall.contract.ChatVariables;
import io.github.landfall.contract.notice.RobotSettings;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.function.JavaFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingProps;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionProps;
import software.constructs.Construct;

/** The function that posts what the robots' queues hold. */
public final class ChatFunction extends Construct {

  /** A secret is read, and one message posted. */
  private static final Duration TIMEOUT = Duration.seconds(40);

  private final Function function;

  /**
   * Makes the function, with the permissions for these robots.
   *
   * @throws io.github.landfall.infra.config.ConfigurationException if its jar is not built
   */
  ChatFunction(Construct scope, LandfallConfiguration configuration, List<RobotQueue> robots) {
    super(scope, "ChatFunction");
    JavaFunction java = new JavaFunction(this, Path.of("lambda-chat/target/chat-function.jar"));
    function =
        java.function(
            ChatHandler.class,
            "chat",
            policy(java, robots),
            FunctionProps.builder()
                .description("Passes notices and alarms on to group robots")
                .memorySize(512)
                .timeout(TIMEOUT)
                .environment(
                    Map.of(
                        ChatVariables.ROBOTS,
                        Stack.of(this)
                            .toJsonString(robots.stream().map(ChatFunction::settings).toList()),
                        ChatVariables.LANGUAGE,
                        configuration.notices().language(),
                        ChatVariables.TIME_ZONE,
                        configuration.timeZone().getId())));
    robots.forEach(this::takeMessages);
  }

  /** The function itself. */
  public Function function() {
    return function;
  }

  /** The members are those of {@link RobotSettings}, always in the same order. */
  private static Map<String, String> settings(RobotQueue robot) {
    return new TreeMap<>(
        Map.of(
            "queue", robot.queue().getQueueArn(),
            "name", robot.robot().name(),
            "kind", robot.robot().kind().text(),
            "secret", robot.robot().secret()));
  }

  private void takeMessages(RobotQueue robot) {
    new EventSourceMapping(
        this,
        "Messages-" + robot.robot().name(),
        EventSourceMappingProps.builder()
            .target(function)
            .eventSourceArn(robot.queue().getQueueArn())
            // A call is one post: if it dies, no other message comes twice.
            .batchSize(1)
            // The fewest that Lambda takes. Each of the two keeps half of the robot's pace.
            .maxConcurrency(2)
            .reportBatchItemFailures(true)
            .build());
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html">Resources
   *     of Secrets Manager: six characters follow a secret's name</a>
   */
  private PolicyDocument policy(JavaFunction java, List<RobotQueue> robots) {
    return new PolicyDocument(
        PolicyDocumentProps.builder()
            .statements(
                List.of(
                    JavaFunction.allow(
                        "TakeMessages",
                        List.of(
                            "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
                        robots.stream().map(robot -> robot.queue().getQueueArn()).toList()),
                    JavaFunction.allow(
                        "ReadWebhooks",
                        List.of("secretsmanager:GetSecretValue"),
                        robots.stream()
                            .map(robot -> robot.robot().secret())
                            .distinct()
                            .map(this::secretArn)
                            .toList()),
                    JavaFunction.writeLog(java.logGroup())))
            .build());
  }

  private String secretArn(String name) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("secretsmanager")
                .resource("secret:" + name + "-??????")
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
  }
}
