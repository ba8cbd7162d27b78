package io.github.landfall.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.contract.comparison.SourceSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * A partner's bucket, read as its Data Transfer Hub reads it, with the access key of its secret.
 *
 * @param place where its objects are listed
 * @param prefixes what the keys begin with that are transferred
 */
public record SourceBucket(Place place, List<String> prefixes) implements AutoCloseable {

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
  public SourceBucket {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * Opens a source.
   *
   * @param source what it is
   * @param account gives a client's builder the region and the credentials of this account
   * @throws ListingException if the secret or the list of prefixes can't be read
   */
  public static SourceBucket of(SourceSettings source, Consumer<AwsClientBuilder<?, ?>> account) {
    S3Client client = client(source, account);
    return new SourceBucket(
        new Place(client, source.bucket(), source.requesterPays(), ""),
        prefixes(source, client, account));
  }

  /** Closes the place's client. */
  @Override
  public void close() {
    place.client().close();
  }

  private static S3Client client(SourceSettings source, Consumer<AwsClientBuilder<?, ?>> account) {
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
    if (source.inCurrentAccount()) {
      account.accept(builder);
    } else {
      builder.credentialsProvider(credentials(source, account));
    }
    builder.region(Region.of(source.region()));
    endpoint(source)
        .ifPresent(
            uri ->
                builder
                    .endpointOverride(uri)
                    .forcePathStyle(ADDRESS.matcher(uri.getHost()).matches()));
    return builder.build();
  }

  private static Optional<URI> endpoint(SourceSettings source) {
    return Optional.ofNullable(source.endpoint())
        .or(
            () ->
                Optional.ofNullable(ENDPOINTS.get(source.type()))
                    .map(address -> address.formatted(source.region())))
        .map(URI::create);
  }

  private static AwsCredentialsProvider credentials(
      SourceSettings source, Consumer<AwsClientBuilder<?, ?>> account) {
    if (source.secret() == null) {
      return AnonymousCredentialsProvider.create();
    }
    String expected =
        "expected {\"access_key_id\":\"…\",\"secret_access_key\":\"…\"} in the secret "
            + source.secret();
    String text = secret(source.secret(), account);
    try {
      JsonNode key = JsonMapper.builder().build().readTree(text);
      String id = key.path("access_key_id").asText();
      String value = key.path("secret_access_key").asText();
      if (id.isEmpty() || value.isEmpty()) {
        throw new ListingException(expected + "; one of the two is missing", null);
      }
      return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, value));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // What the secret holds instead is nobody's business, so the cause is left out.
      throw new ListingException(expected + "; it is no JSON object", null);
    }
  }

  private static String secret(String name, Consumer<AwsClientBuilder<?, ?>> account) {
    SecretsManagerClientBuilder builder =
        SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    account.accept(builder);
    try (SecretsManagerClient secrets = builder.build()) {
      return secrets.getSecretValue(request -> request.secretId(name)).secretString();
    } catch (SdkException e) {
      throw new ListingException(
          "the secret %s can't be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static List<String> prefixes(
      SourceSettings source, S3Client partners, Consumer<AwsClientBuilder<?, ?>> account) {
    if (source.prefixesFile() == null) {
      return List.of(Objects.requireNonNullElse(source.prefix(), ""));
    }
    if (source.prefixesBucket() == null) {
      return prefixes(partners, source.bucket(), source.prefixesFile());
    }
    S3ClientBuilder builder =
        S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    account.accept(builder);
    try (S3Client own = builder.build()) {
      return prefixes(own, source.prefixesBucket(), source.prefixesFile());
    }
  }

  private static List<String> prefixes(S3Client client, String bucket, String list) {
    try {
      String text =
          client
              .getObjectAsBytes(request -> request.bucket(bucket).key(list))
              .asString(StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isEmpty()).toList();
    } catch (SdkException e) {
      throw new ListingException(
          "the list of prefixes %s in the bucket %s can't be read: %s"
              .formatted(list, bucket, e.getMessage()),
          e);
    }
  }
}
