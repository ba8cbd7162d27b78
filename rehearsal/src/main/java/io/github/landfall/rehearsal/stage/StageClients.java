package io.github.landfall.rehearsal.stage;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
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
      s3.forcePathStyle(true)
          .overrideConfiguration(
              override -> override.addExecutionInterceptor(new Notifications(account)));
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
    return builder instanceof SecretsManagerClientBuilder
        ? endpoints.get("SECRETS_MANAGER")
        : account;
  }

  /** The embedded S3 server knows no notifications. */
  private record Notifications(URI account) implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof GetBucketNotificationConfigurationRequest
          ? context.httpRequest().toBuilder()
              .host(account.getHost())
              .port(account.getPort())
              .build()
          : context.httpRequest();
    }
  }
}
