package io.github.landfall.refresh.aws;

import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Objects in a bucket of S3. */
public final class S3BucketObjects implements BucketObjects {

  /** A report's table may have gigabytes; other calls keep the client's own, shorter times. */
  private static final Duration PUT_ATTEMPT = Duration.ofMinutes(4);

  private static final Duration PUT = Duration.ofMinutes(8);

  /**
   * The most keys of one call.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
   */
  private static final int MAX_DELETED = 1_000;

  private final Supplier<S3Client> s3;
  private final String bucket;

  /**
   * @param s3 the client
   * @param bucket the bucket's name
   */
  public S3BucketObjects(Supplier<S3Client> s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Begins a client that sends an object whole, its checksum before it and not behind. */
  public static S3ClientBuilder client() {
    return S3Client.builder()
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
   */
  @Override
  public List<Listed> list(String prefix) {
    return s3
        .get()
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(object -> new Listed(object.key(), object.size()))
        .toList();
  }

  @Override
  public Iterator<Listed> listAfter(String prefix, String after) {
    return s3
        .get()
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix).startAfter(after))
        .contents()
        .stream()
        .map(object -> new Listed(object.key(), object.size()))
        .iterator();
  }

  /**
   * S3 answers 404 for an object that is not there only to those who may list the bucket, and 403
   * to others. The function may list both buckets.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_Permissions">GetObject,
   *     permissions</a>
   */
  @Override
  public Optional<InputStream> get(String key) {
    try {
      return Optional.of(s3.get().getObject(request -> request.bucket(bucket).key(key)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Puts a file in one call, of 5 GB at most.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
   */
  @Override
  public void put(String key, Path content, String contentType) {
    s3.get()
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .contentType(contentType)
                    .overrideConfiguration(
                        override ->
                            override.apiCallAttemptTimeout(PUT_ATTEMPT).apiCallTimeout(PUT)),
            RequestBody.fromFile(content));
  }

  /**
   * @throws IllegalStateException if an object could not be deleted; the message names the first
   */
  @Override
  public void delete(Collection<String> keys) {
    List<ObjectIdentifier> all =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    for (int from = 0; from < all.size(); from += MAX_DELETED) {
      List<ObjectIdentifier> batch = all.subList(from, Math.min(from + MAX_DELETED, all.size()));
      List<S3Error> errors =
          s3.get()
              .deleteObjects(
                  request ->
                      request.bucket(bucket).delete(delete -> delete.objects(batch).quiet(true)))
              .errors();
      if (!errors.isEmpty()) {
        S3Error first = errors.get(0);
        throw new IllegalStateException(
            "%d objects could not be deleted, the first of them %s: %s, %s"
                .formatted(errors.size(), first.key(), first.code(), first.message()));
      }
    }
  }
}
