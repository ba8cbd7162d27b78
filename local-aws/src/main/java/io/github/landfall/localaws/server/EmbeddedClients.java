package io.github.landfall.localaws.server;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Points AWS clients at the embedded servers, with credentials that nobody checks. */
public final class EmbeddedClients {

  private EmbeddedClients() {}

  /**
   * Builds a client of one embedded server.
   *
   * <p>The endpoint is set on the client itself, so that variables such as {@code AWS_ENDPOINT_URL}
   * or a profile on the machine cannot send a rehearsal elsewhere.
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, String region) {
    return client(builder, endpoint, region, UrlConnectionHttpClient.builder());
  }

  /** Builds a client that connects through the given HTTP client. */
  static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, String region, SdkHttpClient.Builder<?> http) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")))
        .httpClientBuilder(http)
        .build();
  }
}
