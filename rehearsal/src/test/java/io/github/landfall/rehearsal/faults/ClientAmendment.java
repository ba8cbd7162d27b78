package io.github.landfall.rehearsal.faults;

import io.github.landfall.localaws.function.FunctionDefinition;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sfn.SfnClientBuilder;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClientBuilder;

/**
 * Sends a function's clients through {@link FaultyAws} to the stage. They retry as the function has
 * it, only at once: the wait in between would be real time.
 *
 * @param function the function
 * @param endpoints where the clients go, by the last part of Lambda's variables
 * @param aws what lies in between
 * @param life whether the function's process lives
 */
record ClientAmendment(
    FunctionDefinition function, Map<String, URI> endpoints, FaultyAws aws, FunctionLife life) {

  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  /** For the calls' timeouts; a client's own would outlive it. */
  private static final ScheduledExecutorService TIMEOUTS =
      Executors.newScheduledThreadPool(
          1,
          task -> {
            Thread thread = new Thread(task, "sdk-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  /** Amends a client's builder. */
  void amend(AwsClientBuilder<?, ?> builder) {
    builder
        .endpointOverride(endpoints.get(variable(builder)))
        .region(Region.of(function.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")));
    ClientOverrideConfiguration own = builder.overrideConfiguration();
    builder.overrideConfiguration(
        own.toBuilder()
            .retryStrategy(atOnce(own))
            .scheduledExecutorService(TIMEOUTS)
            .addExecutionInterceptor(new Begin())
            .build());
    ((SdkSyncClientBuilder<?, ?>) builder).httpClient(aws.between(life, HTTP));
  }

  private static RetryStrategy atOnce(ClientOverrideConfiguration own) {
    RetryStrategy strategy =
        own.retryStrategy()
            .orElseGet(
                () -> AwsRetryStrategy.forRetryMode(own.retryMode().orElse(RetryMode.LEGACY)));
    RetryStrategy.Builder<?, ?> builder = strategy.toBuilder();
    own.retryStrategyConfigurator().ifPresent(configurator -> configurator.accept(builder));
    builder
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately());
    return builder.build();
  }

  private static String variable(AwsClientBuilder<?, ?> builder) {
    if (builder instanceof S3ClientBuilder) {
      return "S3";
    } else if (builder instanceof SqsClientBuilder) {
      return "SQS";
    } else if (builder instanceof SnsClientBuilder) {
      return "SNS";
    } else if (builder instanceof DynamoDbClientBuilder) {
      return "DYNAMODB";
    } else if (builder instanceof StorageGatewayClientBuilder) {
      return "STORAGE_GATEWAY";
    } else if (builder instanceof EcsClientBuilder) {
      return "ECS";
    } else if (builder instanceof SfnClientBuilder) {
      return "SFN";
    } else if (builder instanceof CloudWatchLogsClientBuilder) {
      return "CLOUDWATCH_LOGS";
    } else if (builder instanceof CloudWatchClientBuilder) {
      return "CLOUDWATCH";
    }
    throw new IllegalArgumentException("the stage has nothing for " + builder.getClass());
  }

  /** Tells that a call begins, before its first attempt. */
  private final class Begin implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      aws.begin(
          function.handler().replaceFirst("Handler::.+", "").replaceFirst(".+[.]", ""),
          attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
          attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
  }
}
