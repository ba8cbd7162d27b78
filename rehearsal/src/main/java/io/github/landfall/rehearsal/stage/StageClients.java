package io.github.landfall.rehearsal.stage;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.sfn.SfnClientBuilder;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClientBuilder;

/** Where the clients of the platform team's commands go in a rehearsal. */
record StageClients(Map<String, URI> endpoints, URI account, String region) {

  void configure(AwsClientBuilder<?, ?> builder) {
    builder
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")))
        .endpointOverride(endpoint(builder));
    if (builder instanceof S3ClientBuilder s3) {
      s3.forcePathStyle(true);
    }
    if (builder instanceof S3ClientBuilder || builder instanceof EcsClientBuilder) {
      builder.overrideConfiguration(
          override -> override.addExecutionInterceptor(new Describing(account)));
    }
  }

  private URI endpoint(AwsClientBuilder<?, ?> builder) {
    if (builder instanceof S3ClientBuilder) {
      return endpoints.get("S3");
    }
    if (builder instanceof DynamoDbClientBuilder) {
      return endpoints.get("DYNAMODB");
    }
    if (builder instanceof StorageGatewayClientBuilder) {
      return endpoints.get("STORAGE_GATEWAY");
    }
    if (builder instanceof EcsClientBuilder) {
      return endpoints.get("ECS");
    }
    if (builder instanceof SfnClientBuilder) {
      return endpoints.get("SFN");
    }
    return builder instanceof SecretsManagerClientBuilder
        ? endpoints.get("SECRETS_MANAGER")
        : account;
  }

  /** Leads to the account what the servers do not know: they work, but describe nothing. */
  private record Describing(URI account) implements ExecutionInterceptor {

    private static final Set<Class<? extends SdkRequest>> REQUESTS =
        Set.of(
            GetBucketNotificationConfigurationRequest.class,
            DescribeClustersRequest.class,
            DescribeTaskDefinitionRequest.class);

    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return REQUESTS.contains(context.request().getClass())
          ? context.httpRequest().toBuilder()
              .host(account.getHost())
              .port(account.getPort())
              .build()
          : context.httpRequest();
    }
  }
}
