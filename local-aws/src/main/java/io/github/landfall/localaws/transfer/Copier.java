package io.github.landfall.localaws.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A hub's two buckets: what is in them, and the copy from one to the other. */
final class Copier {

  private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

  private final S3Client s3;
  private final DthStack stack;

  Copier(S3Client s3, DthStack stack) {
    this.s3 = s3;
    this.stack = stack;
  }

  /** Every object of the source, in the order of the keys; archived ones cannot be read. */
  List<TransferQueue.Task> sources() {
    List<TransferQueue.Task> sources = new ArrayList<>();
    for (S3Object object : objects(stack.parameter("srcBucket"), stack.sourcePrefix())) {
      if (!ARCHIVED.contains(String.valueOf(object.storageClassAsString()))) {
        sources.add(new TransferQueue.Task(object.key(), object.size()));
      }
    }
    return sources;
  }

  /** The key under which an object of the source arrives. */
  String targetKey(String key) {
    return stack.targetKey(key);
  }

  /** The sizes of the target's objects, by key. */
  Map<String, Long> targets() {
    Map<String, Long> targets = new HashMap<>();
    for (S3Object object :
        objects(stack.parameter("destBucket"), stack.targetKey(stack.sourcePrefix()))) {
      targets.put(object.key(), object.size());
    }
    return targets;
  }

  /**
   * Copies an object.
   *
   * @return the copy's entity tag
   * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException when the source is gone
   */
  String copy(String key) {
    return s3.copyObject(
            request ->
                request
                    .sourceBucket(stack.parameter("srcBucket"))
                    .sourceKey(key)
                    .destinationBucket(stack.parameter("destBucket"))
                    .destinationKey(stack.targetKey(key)))
        .copyObjectResult()
        .eTag();
  }

  private Iterable<S3Object> objects(String bucket, String prefix) {
    return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents();
  }
}
