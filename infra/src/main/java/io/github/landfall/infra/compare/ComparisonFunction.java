package io.github.landfall.infra.compare;

import io.github.landfall.compare.CompareHandler;
import io.github.landfall.contract.CompareVariables;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.function.JavaFunction;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.notices.NoticeTopics;
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
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The function that compares sources with the landing bucket, slice by slice. */
public final class ComparisonFunction extends Construct {

  /** Lambda's longest; a slice ends before it. */
  public static final Duration TIMEOUT = Duration.minutes(15);

  private final LogGroup logGroup;
  private final Function function;

  /**
   * Makes the function, with the permissions for what it is given here.
   *
   * @throws io.github.landfall.infra.config.ConfigurationException if its jar is not built
   */
  public ComparisonFunction(
      Construct scope,
      LandfallConfiguration configuration,
      List<ComparedPartner> partners,
      IBucket landing,
      IBucket ledger,
      RuleQueue queue,
      ITable runsTable,
      NoticeTopics topics) {
    super(scope, "ComparisonFunction");
    JavaFunction java =
        new JavaFunction(this, Path.of("lambda-compare/target/compare-function.jar"));
    logGroup = java.logGroup();
    Map<String, String> environment = new TreeMap<>();
    environment.put(CompareVariables.RUNS_TABLE, runsTable.getTableName());
    environment.put(CompareVariables.COMPARISON_QUEUE, queue.queue().getQueueUrl());
    environment.put(CompareVariables.LANDING_BUCKET, landing.getBucketName());
    environment.put(CompareVariables.LEDGER_BUCKET, ledger.getBucketName());
    environment.put(CompareVariables.NOTICE_TOPIC, topics.notices().getTopicArn());
    environment.put(CompareVariables.OPERATIONS_TOPIC, topics.operations().getTopicArn());
    environment.put(CompareVariables.LANGUAGE, configuration.notices().language());
    environment.put(CompareVariables.TIME_ZONE, configuration.timeZone().getId());
    function =
        java.function(
            CompareHandler.class,
            "comparison",
            new ComparisonPermissions(Stack.of(this), partners)
                .policy(landing, ledger, queue, runsTable, topics, logGroup),
            FunctionProps.builder()
                .description("Compares the partners' sources with the landing bucket")
                // A whole processor: sixteen listings at a time are read.
                .memorySize(1769)
                // A slice's table, of a million differences at most, is written there first.
                .ephemeralStorageSize(Size.gibibytes(4))
                .timeout(TIMEOUT)
                .environment(environment));
    new EventSourceMapping(
        this,
        "Orders",
        EventSourceMappingProps.builder()
            .target(function)
            .eventSourceArn(queue.queue().getQueueArn())
            .batchSize(1)
            // The fewest that Lambda takes. It is nobody's hurry.
            .maxConcurrency(2)
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
}
