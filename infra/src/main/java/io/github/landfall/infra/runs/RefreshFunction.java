package io.github.landfall.infra.runs;

import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.function.JavaFunction;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.landing.ArrivalsQueues;
import io.github.landfall.infra.landing.LandingBucket;
import io.github.landfall.infra.landing.LedgerBucket;
import io.github.landfall.infra.notices.NoticeTopics;
import io.github.landfall.infra.transfer.Transfer;
import io.github.landfall.refresh.RefreshHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingProps;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionProps;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The function that turns the run queue's events into notices and cache refreshes. */
public final class RefreshFunction extends Construct {

  /** How long one invocation may take: it may have to collect ten million arrivals. */
  public static final Duration TIMEOUT = Duration.minutes(10);

  private final LogGroup logGroup;
  private final Function function;

  /**
   * Makes the function, with the permissions for what it is given here.
   *
   * @throws ConfigurationException if its jar is not built
   */
  public RefreshFunction(
      Construct scope,
      LandfallConfiguration configuration,
      LandingBucket bucket,
      LedgerBucket ledger,
      ArrivalsQueues arrivals,
      List<Transfer> transfers,
      RuleQueue runQueue,
      ITable runsTable,
      NoticeTopics topics) {
    super(scope, "RefreshFunction");
    JavaFunction java =
        new JavaFunction(this, Path.of("lambda-refresh/target/refresh-function.jar"));
    logGroup = java.logGroup();
    RefreshPermissions permissions =
        new RefreshPermissions(Stack.of(this), configuration.fileShares());
    function =
        java.function(
            RefreshHandler.class,
            "refresh",
            permissions.policy(
                transfers,
                arrivals,
                bucket.bucket(),
                ledger.bucket(),
                runQueue,
                runsTable,
                topics,
                logGroup),
            FunctionProps.builder()
                .description("Tells people about runs and refreshes the gateways' caches")
                // More memory means more processor, which is what sorting a night's arrivals takes.
                .memorySize(2048)
                // A report of all that arrived is written there first, which can be millions.
                .ephemeralStorageSize(Size.gibibytes(4))
                .timeout(TIMEOUT)
                .environment(
                    environment(configuration, bucket, ledger, runQueue, runsTable, topics)));
    new EventSourceMapping(
        this,
        "Events",
        EventSourceMappingProps.builder()
            .target(function)
            .eventSourceArn(runQueue.queue().getQueueArn())
            // A dozen events a night: one that takes its time holds up no other.
            .batchSize(1)
            .reportBatchItemFailures(true)
            .build());
  }

  /** Where the function logs. */
  public LogGroup logGroup() {
    return logGroup;
  }

  /** The function itself. */
  public Function function() {
    return function;
  }

  /** Lambda stops at the C1 compiler by itself: no JVM options are needed. */
  private static Map<String, String> environment(
      LandfallConfiguration configuration,
      LandingBucket bucket,
      LedgerBucket ledger,
      RuleQueue runQueue,
      ITable runsTable,
      NoticeTopics topics) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(RefreshVariables.RUNS_TABLE, runsTable.getTableName());
    environment.put(RefreshVariables.RUN_QUEUE, runQueue.queue().getQueueUrl());
    environment.put(
        RefreshVariables.RUN_DEAD_LETTER_QUEUE, runQueue.deadLetterQueue().getQueueUrl());
    environment.put(RefreshVariables.LANDING_BUCKET, bucket.bucket().getBucketName());
    environment.put(RefreshVariables.LEDGER_BUCKET, ledger.bucket().getBucketName());
    environment.put(RefreshVariables.NOTICE_TOPIC, topics.notices().getTopicArn());
    environment.put(RefreshVariables.OPERATIONS_TOPIC, topics.operations().getTopicArn());
    environment.put(RefreshVariables.LANGUAGE, configuration.notices().language());
    environment.put(RefreshVariables.TIME_ZONE, configuration.timeZone().getId());
    environment.put(RefreshVariables.REFRESH_DEADLINE, configuration.refreshDeadline().toString());
    if (configuration.notices().quietNights()) {
      environment.put(RefreshVariables.QUIET_NIGHTS, "true");
    }
    if (!configuration.fileShares().isEmpty()) {
      environment.put(RefreshVariables.FILE_SHARES, String.join(",", configuration.fileShares()));
    }
    return environment;
  }
}
