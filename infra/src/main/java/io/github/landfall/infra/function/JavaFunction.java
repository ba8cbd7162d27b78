package io.github.landfall.infra.function;

import io.github.landfall.infra.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.RoleProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionProps;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupProps;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** What Landfall's functions have in common: a jar of this build, a log, and a role by hand. */
public final class JavaFunction {

  /** The newest that China has; {@code Runtime.JAVA_21} works as well. */
  private static final Runtime RUNTIME = Runtime.JAVA_25;

  private final Construct scope;
  private final Path jar;
  private final LogGroup logGroup;

  /**
   * Makes the log.
   *
   * @param scope the function's own construct
   * @param jar seen from the repository's root, where the CDK CLI runs the app; it begins with the
   *     module that builds it
   */
  public JavaFunction(Construct scope, Path jar) {
    this.scope = scope;
    this.jar = jar;
    this.logGroup =
        new LogGroup(
            scope,
            "Logs",
            LogGroupProps.builder()
                .retention(RetentionDays.SIX_MONTHS)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build());
  }

  /** Where the function logs. */
  public LogGroup logGroup() {
    return logGroup;
  }

  /**
   * Makes the function.
   *
   * @param handler the class in the jar that Lambda calls
   * @param name what the function is called in its role
   * @param policy all that it may do
   * @param settings its size, time and environment
   * @throws ConfigurationException if the jar is not built
   */
  public Function function(
      Class<?> handler, String name, PolicyDocument policy, FunctionProps.Builder settings) {
    Role role =
        new Role(
            scope,
            "Role",
            RoleProps.builder()
                .description("Landfall: the %s function".formatted(name))
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of(name, policy))
                .build());
    return new Function(
        scope,
        "Resource",
        settings
            .runtime(RUNTIME)
            .architecture(Architecture.X86_64)
            .handler(handler.getName() + "::handleRequest")
            .code(Code.fromAsset(builtJar()))
            // CDK would add to the role what is said by hand above.
            .role(role.withoutPolicyUpdates())
            .logGroup(logGroup)
            .build());
  }

  /** What a function needs to log. */
  public static PolicyStatement writeLog(ILogGroup logGroup) {
    return allow(
        "WriteLog",
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(logGroup.getLogGroupArn()));
  }

  /** A statement of a function's policy, with a name that tells what it is for. */
  public static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
    return new PolicyStatement(
        PolicyStatementProps.builder().sid(sid).actions(actions).resources(resources).build());
  }

  private String builtJar() {
    if (!Files.isRegularFile(jar)) {
      throw new ConfigurationException(
          "%s: missing, expected the function's jar; build it with: mvn -pl %s -am package"
              .formatted(jar, jar.getName(0)));
    }
    return jar.toString();
  }
}
