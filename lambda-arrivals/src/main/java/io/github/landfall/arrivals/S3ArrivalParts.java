package io.github.landfall.arrivals;

import io.github.landfall.contract.arrival.ArrivalPart;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Keeps parts in the ledger bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public final class S3ArrivalParts implements ArrivalParts {

  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  private static final Duration CALL = Duration.ofSeconds(60);

  private final S3Client s3;
  private final String bucket;

  /**
   * @param s3 the client
   * @param bucket the ledger bucket's name
   */
  public S3ArrivalParts(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Parts in a bucket, with a client that gives up in a minute: the queue has the patience.
   *
   * <p>A part is in memory and so is sent whole, its checksum before it and not behind: Java's own
   * HTTP client breaks off where a server answers before it has read the checksum.
   *
   * @param bucket the bucket's name
   * @param amendment is shown the client's builder last, to send the client elsewhere
   */
  public static S3ArrivalParts in(String bucket, Consumer<S3ClientBuilder> amendment) {
    S3ClientBuilder builder = configured(S3Client.builder());
    amendment.accept(builder);
    return new S3ArrivalParts(builder.build(), bucket);
  }

  static S3ClientBuilder configured(S3ClientBuilder builder) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL));
  }

  @Override
  public void put(ArrivalPart part) {
    s3.putObject(
        request -> request.bucket(bucket).key(part.name().key()).contentType("application/gzip"),
        RequestBody.fromBytes(part.content()));
  }
}
