package io.github.landfall.arrivals.aws;

import io.github.landfall.arrivals.ArrivalPart;
import io.github.landfall.arrivals.ArrivalParts;
import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Keeps parts in the landing bucket.
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
   * @param bucket the landing bucket's name
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
   */
  public static S3ArrivalParts in(String bucket) {
    return new S3ArrivalParts(client(S3Client.builder()), bucket);
  }

  static S3Client client(S3ClientBuilder builder) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL))
        .build();
  }

  @Override
  public void put(ArrivalPart part) {
    s3.putObject(
        request -> request.bucket(bucket).key(part.name().key()).contentType("application/gzip"),
        RequestBody.fromBytes(part.content()));
  }
}
