package io.github.landfall.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.comparison.BucketListing.Place;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A partner's bucket, read as its Data Transfer Hub stack reads it: by the stack's own parameters,
 * with the access key of its secret.
 *
 * @param place where its objects are listed
 * @param prefixes what the keys begin with that are transferred
 */
record SourceBucket(Place place, List<String> prefixes) {

  /** Where Data Transfer Hub finds the services that are not Amazon's, by its own words. */
  private static final Map<String, String> ENDPOINTS =
      Map.of(
          "Aliyun_OSS", "https://oss-%s.aliyuncs.com",
          "Tencent_COS", "https://cos.%s.myqcloud.com",
          "Qiniu_Kodo", "https://s3-%s.qiniucs.com");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|localhost|\\[.*]");

  /**
   * How often a request is attempted: listings abroad are long, and one failure ends the whole.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/retry-strategy.html">Retries</a>
   */
  private static final int ATTEMPTS = 8;

  /** Copies the list. */
  SourceBucket {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * The source of a transfer.
   *
   * @param stack the transfer's stack
   * @param aws the clients of the deployment's account
   * @throws ToolException if the secret or the list of prefixes can't be read
   */
  static SourceBucket of(TransferStack stack, AwsClients aws) {
    S3Client client = client(stack, aws);
    String bucket = stack.parameters().getOrDefault("srcBucket", "");
    boolean pays = stack.parameters().getOrDefault("isPayerRequest", "false").equals("true");
    return new SourceBucket(
        new Place(client, bucket, pays, ""), prefixes(stack, client, bucket, aws));
  }

  /** Where a transfer's objects land. */
  static Place landing(TransferStack stack, AwsClients aws) {
    return new Place(
        aws.client(S3Client.builder()),
        stack.parameters().getOrDefault("destBucket", ""),
        false,
        stack.parameters().getOrDefault("destPrefix", "").replaceFirst("/?$", "/"));
  }

  private static S3Client client(TransferStack stack, AwsClients aws) {
    String region = stack.parameters().getOrDefault("srcRegion", stack.region());
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(1)))
            .overrideConfiguration(
                override ->
                    override.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()));
    if (stack.parameters().getOrDefault("srcInCurrentAccount", "false").equals("true")) {
      aws.configure(builder);
    } else {
      builder.credentialsProvider(credentials(stack, aws));
    }
    builder.region(Region.of(region));
    endpoint(stack, region)
        .ifPresent(
            uri ->
                builder
                    .endpointOverride(uri)
                    .forcePathStyle(ADDRESS.matcher(uri.getHost()).matches()));
    return builder.build();
  }

  private static Optional<URI> endpoint(TransferStack stack, String region) {
    String own = stack.parameters().getOrDefault("srcEndpoint", "");
    if (!own.isEmpty()) {
      return Optional.of(URI.create(own));
    }
    return Optional.ofNullable(ENDPOINTS.get(stack.parameters().get("srcType")))
        .map(address -> URI.create(address.formatted(region)));
  }

  private static AwsCredentialsProvider credentials(TransferStack stack, AwsClients aws) {
    String secret = stack.parameters().getOrDefault("srcCredentials", "");
    if (secret.isEmpty()) {
      return AnonymousCredentialsProvider.create();
    }
    String expected =
        "expected {\"access_key_id\":\"…\",\"secret_access_key\":\"…\"} in the secret " + secret;
    try {
      JsonNode key =
          JsonMapper.builder()
              .build()
              .readTree(
                  aws.client(SecretsManagerClient.builder())
                      .getSecretValue(request -> request.secretId(secret))
                      .secretString());
      String id = key.path("access_key_id").asText();
      String value = key.path("secret_access_key").asText();
      if (id.isEmpty() || value.isEmpty()) {
        throw new ToolException(expected + "; one of the two is missing");
      }
      return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, value));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // What the secret holds instead is nobody's business.
      throw new ToolException(expected + "; it is no JSON object");
    }
  }

  private static List<String> prefixes(
      TransferStack stack, S3Client source, String bucket, AwsClients aws) {
    String list = stack.parameters().getOrDefault("srcPrefixsListFile", "");
    if (list.isEmpty()) {
      return List.of(stack.parameters().getOrDefault("srcPrefix", ""));
    }
    String own = stack.parameters().getOrDefault("srcPrefixListBucket", "");
    S3Client client = own.isEmpty() ? source : aws.client(S3Client.builder());
    String from = own.isEmpty() ? bucket : own;
    try {
      String text =
          client
              .getObjectAsBytes(request -> request.bucket(from).key(list))
              .asString(StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isEmpty()).toList();
    } catch (SdkException e) {
      throw new ToolException(
          "the list of prefixes %s in the bucket %s can't be read: %s"
              .formatted(list, from, e.getMessage()));
    }
  }
}
