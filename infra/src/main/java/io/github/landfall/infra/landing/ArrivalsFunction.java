package io.github.landfall.infra.landing;

import io.github.landfall.arrivals.ArrivalsHandler;
import io.github.landfall.contract.ArrivalsVariables;
import io.github.landfall.infra.function.JavaFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingProps;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionProps;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The function that writes down in the ledger bucket what the arrivals queues bring.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring
 *     an Amazon SQS event source</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Its maximum
 *     concurrency</a>
 */
public final class ArrivalsFunction extends Construct {

  /**
   * Lambda stops at the first compiler, for a short start. Nobody waits for this function, and a
   * night may bring it millions of events.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Customizing
   *     tiered compilation settings</a>
   */
  private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

  /** How long one invocation may take: it puts one object for each partner. */
  public static final Duration TIMEOUT = Duration.minutes(1);

  /** How long Lambda gathers events before it invokes; without that, a batch has ten at most. */
  public static final Duration WINDOW = Duration.seconds(20);

  private final LogGroup logGroup;
  private final Function function;

  /** Makes the function, which takes the events of every queue and writes into the ledger. */
  public ArrivalsFunction(
      Construct scope, ArrivalsQueues arrivals, IBucket landing, IBucket ledger) {
    super(scope, "ArrivalsFunction");
    JavaFunction java =
        new JavaFunction(this, Path.of("lambda-arrivals/target/arrivals-function.jar"));
    logGroup = java.logGroup();
    function =
        java.function(
            ArrivalsHandler.class,
            "arrivals",
            policy(arrivals, ledger),
            FunctionProps.builder()
                .description("Writes down what arrives in the landing bucket")
                // A batch has up to six megabytes, and as much again once it is read.
                .memorySize(1024)
                .timeout(TIMEOUT)
                .environment(
                    Map.of(
                        ArrivalsVariables.LANDING_BUCKET,
                        landing.getBucketName(),
                        ArrivalsVariables.LEDGER_BUCKET,
                        ledger.getBucketName(),
                        "JAVA_TOOL_OPTIONS",
                        BOTH_COMPILERS)));
    arrivals.queues().forEach(this::takeEvents);
  }

  /** Where the function logs. */
  public LogGroup logGroup() {
    return logGroup;
  }

  /** The function itself. */
  public Function function() {
    return function;
  }

  private void takeEvents(String partner, Queue queue) {
    new EventSourceMapping(
        this,
        "Events-" + partner,
        EventSourceMappingProps.builder()
            .target(function)
            .eventSourceArn(queue.getQueueArn())
            // The largest that Lambda takes; its six megabytes end a batch at some 4,000 events.
            .batchSize(10_000)
            .maxBatchingWindow(WINDOW)
            // The fewest that Lambda takes. A storm of events waits in its queue, and with thirty
            // partners the account's other functions still have room.
            .maxConcurrency(2)
            .reportBatchItemFailures(true)
            .build());
  }

  private PolicyDocument policy(ArrivalsQueues arrivals, IBucket ledger) {
    return new PolicyDocument(
        PolicyDocumentProps.builder()
            .statements(
                List.of(
                    JavaFunction.allow(
                        "TakeEvents",
                        List.of(
                            "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
                        arrivals.queues().values().stream().map(Queue::getQueueArn).toList()),
                    JavaFunction.allow(
                        "PutParts",
                        List.of("s3:PutObject"),
                        List.of(ledger.arnForObjects("*/new/*"))),
                    JavaFunction.writeLog(logGroup)))
            .build());
  }
}
